package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PDF, a real worker, a real hook; {@code source_id} says what the hook does. */
@QuarkusTest
@TestProfile(ChunkHookTest.Hooked.class)
class ChunkHookTest {
    private static final File PDF = new File("src/test/resources/pdf/report.pdf");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    public static class Hooked extends RoutesProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("pagebridge.pool.size", "1"),
                    Map.entry("pagebridge.api.spool-directory", "target/test-spool"),
                    Map.entry("pagebridge.routes.directory", "src/test/python/hooks"),
                    Map.entry("pagebridge.routes.size", "1"),
                    Map.entry("pagebridge.routes.answer-limit", "2M"),
                    Map.entry("pagebridge.chunks.hook", "_hook:over"),
                    Map.entry("pagebridge.chunks.hook-deadline", "PT3S"));
        }
    }

    @Test
    void itSeesTheChunksAndTheDocumentAsTheAnswerHasThem() throws IOException {
        JsonNode answer = answer("see");
        JsonNode seen = answer.at("/chunks/0/seen");
        assertThat(seen.at("/document")).isEqualTo(answer.at("/document"));
        JsonNode chunks = JSON.readTree(seen.at("/chunks").asText());
        assertThat(chunks).hasSameSizeAs(answer.at("/chunks"));
        for (int i = 0; i < chunks.size(); i++) {
            for (Map.Entry<String, JsonNode> told : answer.at("/chunks").get(i).properties()) {
                if (!told.getKey().equals("seen")) {
                    assertThat(chunks.get(i).get(told.getKey()))
                            .as(told.getKey())
                            .isEqualTo(told.getValue());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "text/event-stream"})
    void itsMembersAreInEveryForm(String form) throws IOException {
        List<JsonNode> chunks = chunks(extract("add", form), form);
        assertThat(chunks).hasSizeGreaterThan(5);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).at("/tenant/name").asText()).isEqualTo("a");
            assertThat(chunks.get(i).at("/tenant/rank").asDouble()).isEqualTo(i / 2.0);
        }
    }

    @Test
    void whatItDropsIsGoneAndTheRestIsLinked() throws IOException {
        JsonNode before = answer("nothing-done").at("/chunks");
        JsonNode chunks = answer("drop").at("/chunks");
        assertThat(chunks).hasSize(before.size() / 2);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).at("/text")).isEqualTo(before.get(2 * i + 1).at("/text"));
            assertThat(chunks.get(i).at("/index").asInt()).isEqualTo(i);
            JsonNode next = chunks.path(i + 1).path("id");
            assertThat(chunks.get(i).at("/next_id").asText(""))
                    .isEqualTo(next.isMissingNode() ? "" : next.asText());
            String previous = i == 0 ? "" : chunks.get(i - 1).at("/id").asText();
            assertThat(chunks.get(i).at("/previous_id").asText("")).isEqualTo(previous);
        }
        assertThat(answer("drop-all").at("/chunks")).isEmpty();
    }

    @Test
    void whatItCoversIsNowhereInTheAnswerAndSlicesStillFit() throws IOException {
        String all = "text,chunks,pages,elements,markdown,outline,links,furniture,hidden";
        JsonNode before = JSON.readTree(extract("none", "application/json", "include", all));
        String raw = extract("cover", "application/json", "include", all);
        assertThat(before.toString()).contains("Aldermoor");
        assertThat(raw).doesNotContain("Aldermoor").contains("█████████");
        JsonNode answer = JSON.readTree(raw);
        String text = answer.at("/text").asText();
        for (JsonNode chunk : answer.at("/chunks")) {
            assertThat(slice(text, chunk)).isEqualTo(chunk.at("/text").asText());
        }
        for (JsonNode element : answer.at("/elements")) {
            if (element.at("/start").isInt()) {
                assertThat(slice(text, element)).isEqualTo(element.at("/text").asText());
            }
        }
        assertThat(ids(answer)).isNotEmpty().doesNotHaveDuplicates();
        for (String form : List.of("text/plain", "text/markdown", "application/x-ndjson")) {
            assertThat(extract("cover", form)).as(form).doesNotContain("Aldermoor").contains("███");
        }
        assertThat(extract("cover", "application/json", "include", "text"))
                .doesNotContain("Aldermoor");
    }

    @Test
    void anotherEmbedTextIsCountedAgain() throws IOException {
        JsonNode chunk = answer("embed").at("/chunks/3");
        assertThat(chunk.at("/embed_text").asText()).startsWith("summary: ");
        assertThat(chunk.at("/heading_path/0").asText()).isEqualTo("One");
        assertThat(chunk.at("/tokens").asInt()).isBetween(2, 20);
    }

    @ParameterizedTest
    @CsvSource({
        "raise,500,internal",
        "exit,503,worker-crashed",
        "block,504,deadline-exceeded",
        "memory,503,out-of-memory",
        "nothing,500,internal",
        "invent,500,internal",
        "twice,500,internal",
        "reorder,500,internal",
        "stream-type,500,internal",
        "set,500,internal",
        "shorter,500,internal",
        "long,500,internal",
        "change-id,500,internal",
        "change-start,500,internal",
        "change-end,500,internal",
        "change-pages,500,internal",
        "change-boxes,500,internal",
        "change-index,500,internal",
        "change-tokens,500,internal",
        "change-next_id,500,internal",
        "remove-start,500,internal"
    })
    void aHookThatFailsFailsItsDocumentAndNoOther(String how, int status, String kind) {
        post(how, "application/json")
                .then()
                .statusCode(status)
                .body("type", equalTo("/problems/" + kind))
                .body("detail", not(equalTo(null)))
                .body("detail.toString().contains('Aldermoor')", equalTo(false));
        post("none", "application/json").then().statusCode(200);
    }

    @Test
    void aStreamEndsWithTheErrorAndWithoutDone() {
        assertThat(extract("raise", "application/x-ndjson").lines().toList().getLast())
                .contains("\"type\":\"error\"")
                .contains("/problems/internal")
                .doesNotContain("Aldermoor");
    }

    @Test
    void theProbesTellOfIt() {
        given().get(health)
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("routes"))
                .body("checks.find { it.name == 'routes' }.data.hook", equalTo("_hook:over"))
                .body("checks.find { it.name == 'routes-started' }.status", equalTo("UP"))
                .body("checks.findAll { it.status != 'UP' }.name", equalTo(List.of()));
    }

    private static String slice(String text, JsonNode part) {
        int start = text.offsetByCodePoints(0, part.at("/start").asInt());
        return text.substring(
                start,
                text.offsetByCodePoints(
                        start, part.at("/end").asInt() - part.at("/start").asInt()));
    }

    private static List<String> ids(JsonNode answer) {
        return answer.at("/chunks").findValuesAsText("id");
    }

    private static List<JsonNode> chunks(String answer, String form) throws IOException {
        List<JsonNode> chunks = new ArrayList<>();
        if (form.equals("application/json")) {
            JSON.readTree(answer).at("/chunks").forEach(chunks::add);
            return chunks;
        }
        for (String line : answer.lines().toList()) {
            String json = line.startsWith("data: ") ? line.substring(6) : line;
            JsonNode object = json.startsWith("{") ? JSON.readTree(json) : JSON.nullNode();
            if (object.path("type").asText().equals("chunk")) {
                chunks.add(object);
            }
        }
        return chunks;
    }

    private static JsonNode answer(String how) throws IOException {
        return JSON.readTree(extract(how, "application/json"));
    }

    private static String extract(String how, String form, String... options) {
        Response response = post(how, form, options);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.asString();
    }

    private static Response post(String how, String form, String... options) {
        io.restassured.specification.RequestSpecification request =
                given().accept(form).multiPart("file", PDF).multiPart("source_id", how);
        for (int i = 0; i < options.length; i += 2) {
            request.multiPart(options[i], options[i + 1]);
        }
        return request.post("/v1/extract");
    }
}
