package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** What holds for every answer with text, pages and chunks, whatever the document. */
final class AnswerChecks {
    private AnswerChecks() {}

    static void check(JsonNode answer) {
        String text = answer.path("text").textValue();
        String unit = answer.path("offset_unit").textValue();
        checkPages(answer, text, unit);
        String previous = null;
        int index = 0;
        for (JsonNode chunk : answer.path("chunks")) {
            String own = chunk.path("text").textValue();
            assertThat(slice(text, chunk, unit)).isEqualTo(own);
            assertThat(chunk.path("embed_text").textValue()).endsWith(own);
            assertThat(chunk.path("index").asInt()).isEqualTo(index++);
            assertThat(chunk.path("previous_id").textValue()).isEqualTo(previous);
            assertThat(chunk.path("pages")).isNotEmpty();
            checkBoxes(chunk);
            previous = chunk.path("id").textValue();
        }
        assertThat(answer.path("text").textValue().isBlank())
                .isEqualTo(answer.path("chunks").isEmpty());
    }

    private static void checkPages(JsonNode answer, String text, String unit) {
        int number = 0;
        int end = 0;
        for (JsonNode page : answer.path("pages")) {
            assertThat(page.path("number").asInt()).isGreaterThan(number);
            assertThat(page.path("start").asInt()).isGreaterThanOrEqualTo(end);
            assertThat(page.path("end").asInt()).isGreaterThanOrEqualTo(page.path("start").asInt());
            slice(text, page, unit);
            number = page.path("number").asInt();
            end = page.path("end").asInt();
        }
        for (JsonNode chunk : answer.path("chunks")) {
            assertThat(chunk.path("end").asInt()).isLessThanOrEqualTo(end);
        }
    }

    private static void checkBoxes(JsonNode chunk) {
        assertThat(chunk.path("boxes")).isNotEmpty();
        for (JsonNode box : chunk.path("boxes")) {
            assertThat(box.path("x0").asDouble()).isLessThan(box.path("x1").asDouble());
            assertThat(box.path("y0").asDouble()).isLessThan(box.path("y1").asDouble());
            assertThat(chunk.path("pages").toString()).contains(box.path("page").asText());
        }
    }

    static String slice(String text, JsonNode range, String unit) {
        int start = range.path("start").asInt();
        int end = range.path("end").asInt();
        return switch (unit) {
            case "utf16" -> text.substring(start, end);
            case "byte" -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                yield new String(bytes, start, end - start, StandardCharsets.UTF_8);
            }
            default ->
                    text.substring(
                            text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
        };
    }
}
