package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets over HTTP where the three units differ: letters beyond 16 bits, combining marks, right to left. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class OffsetUnitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"codepoint", "utf16", "byte"})
    void everyStartAndEndIndexesTheTextInThatUnit(String unit) throws IOException {
        JsonNode answer = answer(unit);

        AnswerChecks.check(answer);
        String text = answer.path("text").textValue();
        assertThat(text).contains("\ud835\udcb3", "\ud83d\ude80", "\u05e9").doesNotContain("\r");
        for (JsonNode element : answer.path("elements")) {
            assertThat(AnswerChecks.slice(text, element, unit))
                    .isEqualTo(element.path("text").textValue());
        }
    }

    @Test
    void theUnitsEndWhereTheTextEnds() throws IOException {
        String text = answer("byte").path("text").textValue();

        assertThat(end("codepoint")).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(end("utf16")).isEqualTo(text.length());
        assertThat(end("byte")).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static int end(String unit) throws IOException {
        JsonNode chunks = answer(unit).path("chunks");
        return chunks.get(chunks.size() - 1).path("end").intValue();
    }

    private static JsonNode answer(String unit) throws IOException {
        String body =
                given().body(ScriptedEngine.document("astral"))
                        .post("/v1/extract?include=text,chunks,pages,elements&offset_unit=" + unit)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        return new ObjectMapper().readTree(body);
    }
}
