package io.pagebridge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the service answered for one PDF, and what must be true of every answer. */
record Served(int status, JsonNode json) {

    static Served extract(Path pdf, Map<String, String> options) throws IOException {
        RequestSpecification request =
                given().multiPart(
                                "file", "document.pdf", Files.readAllBytes(pdf), "application/pdf");
        options.forEach((name, value) -> request.multiPart(field(name, value)));
        Response response = request.post("/v1/extract");
        return new Served(
                response.statusCode(), new ObjectMapper().readTree(response.asByteArray()));
    }

    private static MultiPartSpecification field(String name, String value) {
        return new MultiPartSpecBuilder(value).controlName(name).charset("UTF-8").build();
    }

    String text() {
        return json.at("/text").textValue();
    }

    /** The last segment of the problem's type; {@code ok} or {@code no-text} when there is an answer. */
    String outcome() {
        if (status != 200) {
            return json.at("/type").asText().replaceFirst(".*/", "");
        }
        return text().isBlank() ? "no-text" : "ok";
    }

    /** The outcomes that a record of a truth allows. */
    static Set<String> accepted(JsonNode truth) {
        Set<String> accepted = new TreeSet<>();
        accepted.add(truth.at("/expected").asText());
        truth.at("/also_accepted").forEach(outcome -> accepted.add(outcome.asText()));
        return accepted;
    }

    void holdsTogether() {
        assertThat(json.at("/warnings").findValuesAsText("code")).doesNotContain("glyphs-lost");
        int[] text = text().codePoints().toArray();
        int last = 0;
        for (JsonNode page : json.at("/pages")) {
            assertThat(page.at("/start").intValue()).isGreaterThanOrEqualTo(last);
            last = page.at("/end").intValue();
        }
        assertThat(last).isLessThanOrEqualTo(text.length);
        for (JsonNode chunk : json.at("/chunks")) {
            int start = chunk.at("/start").intValue();
            int end = chunk.at("/end").intValue();
            assertThat(chunk.at("/text").textValue())
                    .isEqualTo(new String(text, start, end - start));
            assertThat(chunk.at("/tokens").intValue()).isBetween(1, 512);
            assertThat(chunk.at("/pages")).isNotEmpty();
            chunk.at("/boxes").forEach(box -> insideItsPage(box));
        }
    }

    private void insideItsPage(JsonNode box) {
        JsonNode page = null;
        for (JsonNode candidate : json.at("/pages")) {
            if (candidate.at("/number").equals(box.at("/page"))) {
                page = candidate;
            }
        }
        assertThat(page).isNotNull();
        assertThat(box.at("/x0").doubleValue()).isLessThan(box.at("/x1").doubleValue());
        assertThat(box.at("/y0").doubleValue()).isLessThan(box.at("/y1").doubleValue());
        assertThat(box.at("/x0").doubleValue()).isGreaterThan(-5);
        assertThat(box.at("/x1").doubleValue()).isLessThan(page.at("/width").doubleValue() + 5);
        assertThat(box.at("/y1").doubleValue()).isLessThan(page.at("/height").doubleValue() + 5);
    }

    /** Only letters and digits, so that line ends, hyphens and quotes do not matter. */
    static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Share of the truth's words that the text has too, each as often. */
    static double recall(String truth, String text) {
        Map<String, Integer> had = new HashMap<>();
        words(text).forEach(word -> had.merge(word, 1, Integer::sum));
        List<String> wanted = words(truth);
        long found = wanted.stream().filter(word -> had.merge(word, -1, Integer::sum) >= 0).count();
        return wanted.isEmpty() ? 1 : (double) found / wanted.size();
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}\\p{M}]+"))
                .filter(w -> !w.isEmpty())
                .toList();
    }
}
