package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every PDF that the project made for its tests, through the whole service. */
@QuarkusTest
class DocumentsTest {
    private static final Path FOLDER = Path.of("src/test/resources/pdf");

    record Fixture(String file, JsonNode truth) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Fixture> fixtures() throws IOException {
        JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("fixtures.json").toFile());
        return StreamSupport.stream(all.spliterator(), false)
                .map(f -> new Fixture(f.path("file").asText(), f));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void comesOutAsItsTruthSays(Fixture fixture) throws IOException {
        String expected = fixture.truth().path("expected").asText();
        Response response =
                given().contentType("application/pdf")
                        .body(Files.readAllBytes(FOLDER.resolve(fixture.file())))
                        .post("/v1/extract?timeout=60");

        switch (expected) {
            case "ok", "no-text" -> checkAnswer(fixture, response);
            // Either clock may be the first to stop a document that never ends.
            case "deadline-exceeded" -> assertThat(response.statusCode()).isIn(503, 504);
            default ->
                    assertThat(response.path("type").toString()).isEqualTo("/problems/" + expected);
        }
    }

    private static void checkAnswer(Fixture fixture, Response response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(response.asString());
        AnswerChecks.check(answer);
        assertThat(answer.path("document").path("page_count").asInt())
                .isEqualTo(fixture.truth().path("pages").asInt());
        assertThat(answer.path("pages")).hasSize(fixture.truth().path("pages").asInt());
        String text = answer.path("text").asText();
        if (fixture.truth().path("covers").toString().contains("\"ocr\"")) {
            boolean recognised = answer.path("pages").path(0).path("ocr").asBoolean();
            assumeTrue(recognised, "no OCR on this machine");
        }
        String truth = Truth.of(fixture.truth().path("blocks"));
        assertThat(AnswerChecks.recall(truth, text)).isGreaterThan(0.95);
        for (JsonNode hidden : fixture.truth().path("hidden")) {
            assertThat(text).doesNotContain(hidden.path("text").asText());
            assertThat(answer.path("warnings").toString()).contains("hidden-text");
        }
        if (text.isEmpty()) {
            assertThat(answer.path("warnings").toString()).contains("no-text");
        }
    }
}
