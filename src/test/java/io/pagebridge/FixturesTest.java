package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every PDF of {@code src/test/resources/pdf} through real workers, compared with its ground truth. */
@QuarkusTest
class FixturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/pdf");

    @TestFactory
    Stream<DynamicTest> everyFixtureComesOutAsItsTruthSays() throws IOException {
        JsonNode records = new ObjectMapper().readTree(FOLDER.resolve("fixtures.json").toFile());
        return StreamSupport.stream(records.spliterator(), false)
                .map(truth -> DynamicTest.dynamicTest(name(truth), () -> check(truth)));
    }

    @TestFactory
    Stream<DynamicTest> lockedFixturesOpenWithTheirPassword() throws IOException {
        JsonNode records = new ObjectMapper().readTree(FOLDER.resolve("fixtures.json").toFile());
        return StreamSupport.stream(records.spliterator(), false)
                .filter(truth -> truth.hasNonNull("password"))
                .map(truth -> DynamicTest.dynamicTest(name(truth), () -> open(truth)));
    }

    private static void check(JsonNode truth) throws IOException {
        Map<String, String> options = new HashMap<>();
        if (truth.at("/expected").asText().equals("deadline-exceeded")) {
            options.put("timeout", "2");
        }
        Served answer = Served.extract(FOLDER.resolve(name(truth)), options);

        assertThat(answer.outcome()).isIn(Served.accepted(truth));
        if (answer.status() == 200) {
            compare(truth, answer);
        }
    }

    private static void open(JsonNode truth) throws IOException {
        Map<String, String> options = Map.of("password", truth.at("/password").asText());
        Served answer = Served.extract(FOLDER.resolve(name(truth)), options);
        assertThat(answer.outcome()).isEqualTo("ok");
        compare(truth, answer);
    }

    private static void compare(JsonNode truth, Served answer) {
        answer.holdsTogether();
        assertThat(answer.json().at("/document/page_count")).isEqualTo(truth.at("/pages"));
        assertThat(answer.json().at("/truncated").booleanValue()).isFalse();
        boolean recognised = truth.at("/covers").toString().contains("\"ocr\"");
        String letters = Served.letters(answer.text());
        for (JsonNode block : truth.at("/blocks")) {
            if (block.hasNonNull("rows")) {
                rowsStayTogether(block.at("/rows"), answer.text(), recognised);
            } else if (recognised) {
                assertThat(Served.recall(block.at("/text").asText(), answer.text()))
                        .isGreaterThan(0.9);
            } else {
                assertThat(letters).contains(Served.letters(block.at("/text").asText()));
            }
        }
        truth.at("/furniture").forEach(line -> absent(line.asText(), answer.text()));
        truth.at("/hidden").forEach(line -> absent(line.at("/text").asText(), answer.text()));
    }

    /** All cells of a row, spans left aside, stand on one line. */
    private static void rowsStayTogether(JsonNode rows, String text, boolean recognised) {
        for (JsonNode row : rows) {
            boolean spans = row.findValues("rowspan").stream().anyMatch(n -> n.intValue() > 1);
            boolean together =
                    text.lines()
                            .map(Served::letters)
                            .anyMatch(
                                    line ->
                                            StreamSupport.stream(row.spliterator(), false)
                                                    .map(
                                                            cell ->
                                                                    Served.letters(
                                                                            cell.at("/text")
                                                                                    .asText()))
                                                    .allMatch(line::contains));
            assertThat(together || spans || recognised)
                    .as(row.findValuesAsText("text").toString())
                    .isTrue();
        }
    }

    private static void absent(String line, String text) {
        String pattern =
                "(?s).*(?<!\\w)" + line.replace("{n}", "\\d+").replace("{N}", "\\d+") + ".*";
        boolean onlyNumber = line.equals("{n}");
        assertThat(
                        text.lines()
                                .noneMatch(
                                        l ->
                                                onlyNumber
                                                        ? l.matches("\\s*\\d+\\s*")
                                                        : l.matches(pattern)))
                .as(line)
                .isTrue();
    }

    private static String name(JsonNode truth) {
        return truth.at("/file").asText();
    }
}
