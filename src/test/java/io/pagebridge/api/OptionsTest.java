package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option and representation of the contract, over real documents and workers. */
@QuarkusTest
class OptionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/pdf");

    private static RequestSpecification pdf(String name) throws IOException {
        return given().contentType("application/pdf")
                .body(Files.readAllBytes(FOLDER.resolve(name)));
    }

    private static JsonNode answer(RequestSpecification request, String query) throws IOException {
        String body =
                request.post("/v1/extract" + query).then().statusCode(200).extract().asString();
        return new ObjectMapper().readTree(body);
    }

    @Test
    void pagesChoosesPages() throws IOException {
        JsonNode answer = answer(pdf("report.pdf"), "?pages=2-3,12-");

        AnswerChecks.check(answer);
        assertThat(answer.path("document").path("page_count").asInt()).isEqualTo(12);
        assertThat(answer.path("pages").findValuesAsText("number")).containsExactly("2", "3", "12");
    }

    @Test
    void aPasswordOpensByHeaderAndByFormPart() throws IOException {
        answer(pdf("encrypted-user.pdf").header("X-PDF-Password", "open sesame"), "");
        JsonNode answer =
                answer(
                        given().multiPart("file", FOLDER.resolve("encrypted-aes256.pdf").toFile())
                                .multiPart("password", "pässword", "text/plain; charset=utf-8"),
                        "");

        assertThat(answer.path("document").path("metadata").path("encrypted").asBoolean()).isTrue();
        assertThat(answer.path("text").asText()).isNotBlank();
    }

    @Test
    void sizesAreKept() throws IOException {
        JsonNode answer =
                answer(pdf("report.pdf"), "?target_tokens=60&max_tokens=100&overlap_tokens=10");

        assertThat(answer.path("chunks")).isNotEmpty();
        for (JsonNode chunk : answer.path("chunks")) {
            assertThat(chunk.path("tokens").asInt()).isBetween(1, 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cl100k_base", "o200k_base", "words"})
    void everyTokenizerCounts(String tokenizer) throws IOException {
        AnswerChecks.check(answer(pdf("tables.pdf"), "?tokenizer=" + tokenizer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codepoint", "utf16", "byte"})
    void offsetsHoldInEveryUnit(String unit) throws IOException {
        JsonNode answer = answer(pdf("right-to-left.pdf"), "?offset_unit=" + unit);

        assertThat(answer.path("offset_unit").asText()).isEqualTo(unit);
        AnswerChecks.check(answer);
    }

    @Test
    void includeDecidesAboutThePayload() throws IOException {
        JsonNode only = answer(pdf("report.pdf"), "?include=chunks");
        assertThat(only.has("text")).isFalse();
        assertThat(only.has("pages")).isFalse();
        assertThat(only.path("chunks")).isNotEmpty();

        JsonNode extras = answer(pdf("report.pdf"), "?include=elements,markdown,outline");
        assertThat(extras.path("elements")).isNotEmpty();
        assertThat(extras.path("markdown").asText()).contains("# ");
        assertThat(extras.path("outline")).isNotEmpty();
        assertThat(extras.has("text")).isTrue();
    }

    @Test
    void extrasStandUnderTheirNames() throws IOException {
        assertThat(answer(pdf("links.pdf"), "?include=links").path("links")).isNotEmpty();
        assertThat(answer(pdf("form.pdf"), "?include=form_fields").path("form_fields"))
                .isNotEmpty();
        assertThat(answer(pdf("attachments.pdf"), "?include=attachments").path("attachments"))
                .isNotEmpty();
    }

    @Test
    void furnitureAndHiddenTextAreListedOnlyWhenAskedFor() throws IOException {
        JsonNode without = answer(pdf("report.pdf"), "?include=elements");
        JsonNode with = answer(pdf("report.pdf"), "?include=elements,furniture");
        JsonNode hidden = answer(pdf("hidden-text.pdf"), "?include=hidden");

        assertThat(without.path("elements").findValuesAsText("type")).doesNotContain("furniture");
        assertThat(with.path("elements").findValuesAsText("type")).contains("furniture");
        assertThat(hidden.path("elements").findValuesAsText("type")).contains("hidden");
        AnswerChecks.check(with);
    }

    @Test
    void elementsAreSlicesToo() throws IOException {
        JsonNode answer = answer(pdf("tables.pdf"), "?include=text,elements");
        String text = answer.path("text").asText();

        for (JsonNode element : answer.path("elements")) {
            assertThat(AnswerChecks.slice(text, element, "codepoint"))
                    .isEqualTo(element.path("text").asText());
        }
        JsonNode table = answer.path("elements").findValue("cells");
        assertThat(table).isNotEmpty();
    }

    @Test
    void sameBytesAndOptionsGiveTheSameIds() throws IOException {
        String first = ids(answer(pdf("report.pdf"), ""));

        assertThat(ids(answer(pdf("report.pdf"), ""))).isEqualTo(first);
        assertThat(ids(answer(pdf("report.pdf"), "?max_tokens=200"))).isNotEqualTo(first);
    }

    @Test
    void aSourceIdReplacesTheHash() throws IOException {
        JsonNode answer = answer(pdf("report.pdf"), "?source_id=report-7");

        assertThat(answer.path("document").path("source_id").asText()).isEqualTo("report-7");
        assertThat(ids(answer)).isNotEqualTo(ids(answer(pdf("report.pdf"), "")));
    }

    /** It names the document, not the answer: the same for every option, another for another key. */
    @Test
    void theDocumentsIdIsThatOfItsKey() throws IOException {
        String id = answer(pdf("lists.pdf"), "").at("/document/id").textValue();

        assertThat(answer(pdf("lists.pdf"), "?pages=1&max_tokens=100&ocr=off").at("/document/id"))
                .hasToString('"' + id + '"');
        assertThat(answer(pdf("report.pdf"), "").at("/document/id")).doesNotHaveToString(id);
        String keyed = answer(pdf("lists.pdf"), "?source_id=k").at("/document/id").textValue();
        assertThat(keyed).isNotEqualTo(id);
        assertThat(answer(pdf("report.pdf"), "?source_id=k").at("/document/id").textValue())
                .isEqualTo(keyed);
    }

    @Test
    void eachMemberOfThePayloadCanBeHadAlone() throws IOException {
        for (String member : List.of("text", "chunks", "pages")) {
            JsonNode answer = answer(pdf("report.pdf"), "?include=" + member);
            for (String other : List.of("text", "chunks", "pages")) {
                assertThat(answer.has(other)).as(member).isEqualTo(other.equals(member));
            }
        }
    }

    private static String ids(JsonNode answer) {
        return String.join(",", answer.path("chunks").findValuesAsText("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify=always", "verify=never", "ocr=off", "timeout=PT20S"})
    void theOtherOptionsAreTaken(String option) throws IOException {
        AnswerChecks.check(answer(pdf("lists.pdf"), "?" + option));
    }

    @Test
    void theNameComesFromEitherHeader() throws IOException {
        JsonNode named = answer(pdf("lists.pdf").header("X-Filename", "r%C3%A9sum%C3%A9.pdf"), "");
        JsonNode disposed =
                answer(
                        pdf("lists.pdf")
                                .header("Content-Disposition", "attachment; filename=\"a b.pdf\""),
                        "");

        assertThat(named.path("document").path("filename").asText()).isEqualTo("résumé.pdf");
        assertThat(disposed.path("document").path("filename").asText()).isEqualTo("a b.pdf");
    }

    @Test
    void markdownAndTextAreTheDocument() throws IOException {
        String markdown = pdf("report.pdf").accept("text/markdown").post("/v1/extract").asString();
        String text =
                pdf("report.pdf")
                        .accept("text/plain")
                        .post("/v1/extract?page_breaks=true")
                        .asString();

        assertThat(markdown).contains("# ").contains("| --- |");
        assertThat(text.chars().filter(c -> c == '\f')).hasSize(11);
    }

    @Test
    void linesAndEventsCarryTheSameChunks() throws IOException {
        String lines =
                pdf("report.pdf").accept("application/x-ndjson").post("/v1/extract").asString();
        String events =
                pdf("report.pdf").accept("text/event-stream").post("/v1/extract").asString();
        int chunks = answer(pdf("report.pdf"), "").path("chunks").size();

        assertThat(lines.lines().toList().getLast()).startsWith("{\"type\":\"done\"");
        assertThat(lines.lines().filter(l -> l.startsWith("{\"type\":\"chunk\""))).hasSize(chunks);
        assertThat(events.lines().filter("event: chunk"::equals)).hasSize(chunks);
        assertThat(events.lines().filter(l -> l.startsWith("data: ")).map(l -> l.substring(6)))
                .filteredOn(l -> l.startsWith("{\"type\":\"chunk\""))
                .isEqualTo(lines.lines().filter(l -> l.startsWith("{\"type\":\"chunk\"")).toList());
    }

    /** One reader for both forms: an object of a stream is the answer's object of that name. */
    @Test
    void objectsOfAStreamAreThoseOfTheAnswer() throws IOException {
        JsonNode answer = answer(pdf("report.pdf"), "");
        Map<String, List<ObjectNode>> told = new HashMap<>();
        for (String line :
                pdf("report.pdf")
                        .accept("application/x-ndjson")
                        .post("/v1/extract")
                        .asString()
                        .lines()
                        .toList()) {
            ObjectNode object = (ObjectNode) new ObjectMapper().readTree(line);
            String type = object.remove("type").textValue();
            told.computeIfAbsent(type, t -> new ArrayList<>()).add(object);
        }

        told.get("chunk").forEach(chunk -> chunk.set("type", chunk.remove("chunk_type")));
        assertThat(told.get("chunk")).containsExactlyElementsOf(objects(answer.path("chunks")));
        assertThat(told.get("page")).containsExactlyElementsOf(objects(answer.path("pages")));
        assertThat(told.get("text").getFirst().path("text")).isEqualTo(answer.path("text"));
        assertThat(told.get("document").getFirst().path("id"))
                .isEqualTo(answer.path("document").path("id"));
        assertThat(told.get("progress").getLast().toString()).isEqualTo("{\"page\":12,\"of\":12}");
        JsonNode done = told.get("done").getFirst();
        assertThat(done.path("document")).isEqualTo(answer.path("document"));
        assertThat(done.path("engine")).isEqualTo(answer.path("engine"));
        assertThat(done.path("chunk_count").asInt()).isEqualTo(answer.path("chunks").size());
        assertThat(done.has("truncated") && done.has("warnings") && done.has("timings")).isTrue();
    }

    private static List<ObjectNode> objects(JsonNode array) {
        List<ObjectNode> objects = new ArrayList<>();
        array.forEach(each -> objects.add((ObjectNode) each));
        return objects;
    }
}
