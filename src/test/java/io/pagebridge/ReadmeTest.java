package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * README.md's curl commands run as they stand there, and each answers what is printed below it. In a printed answer
 * {@code …} leaves something out: within a string any text, as an element of a list any elements. Fields that are not
 * printed do not matter; numbers and ids only have to be there.
 */
@QuarkusTest
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "```sh\n(curl [^`]*?)```\n+(?:```(json|text)\n(.*?)```)?", Pattern.DOTALL);

    @TestHTTPResource("/")
    URI service;

    @Test
    void thereIsAtLeastOneExampleWithItsAnswer() throws IOException {
        assertThat(examples()).anyMatch(example -> example.group(3) != null);
    }

    @TestFactory
    Stream<DynamicTest> examplesAnswerAsPrinted() throws IOException {
        return examples()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.group(1).lines().findFirst().orElseThrow(),
                                        () -> compare(example)));
    }

    private void compare(MatchResult example) throws Exception {
        String answer = run(example.group(1));
        if ("json".equals(example.group(2))) {
            ObjectMapper json = new ObjectMapper();
            fits("$", json.readTree(example.group(3)), json.readTree(answer));
        } else if (example.group(3) != null) {
            assertThat(answer).matches(elided(example.group(3).strip()) + "\\s*");
        } else {
            assertThat(answer).isNotBlank();
        }
    }

    private static Stream<MatchResult> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("README.md"))).results();
    }

    private String run(String command) throws IOException, InterruptedException {
        String here = service.getHost() + ":" + service.getPort();
        Process shell =
                new ProcessBuilder("sh", "-c", command.replace("localhost:8080", here))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String answer = new String(shell.getInputStream().readAllBytes(), "UTF-8");
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(command).isZero();
        return answer;
    }

    private static void fits(String path, JsonNode printed, JsonNode answer) {
        assertThat(answer).as(path + " is missing").isNotNull();
        assertThat(answer.getNodeType()).as(path).isEqualTo(printed.getNodeType());
        if (printed.isObject()) {
            for (Map.Entry<String, JsonNode> field : printed.properties()) {
                fits(path + "." + field.getKey(), field.getValue(), answer.get(field.getKey()));
            }
        } else if (printed.isArray()) {
            fitElements(path, printed, answer);
        } else if (printed.isTextual() && !path.matches(".*(\\.|_)id")) {
            assertThat(answer.textValue()).as(path).matches(elided(printed.textValue()));
        }
    }

    /** In order; after {@code …} the next printed element may come later. */
    private static void fitElements(String path, JsonNode printed, JsonNode answer) {
        int next = 0;
        boolean skipping = false;
        for (JsonNode element : printed) {
            if (element.asText().equals("…")) {
                skipping = true;
                continue;
            }
            while (skipping && next < answer.size() && !isLike(element, answer.get(next))) {
                next++;
            }
            fits(path + "[" + next + "]", element, answer.get(next));
            next++;
            skipping = false;
        }
        if (!skipping) {
            assertThat(answer.size()).as(path).isEqualTo(next);
        }
    }

    private static boolean isLike(JsonNode printed, JsonNode answer) {
        try {
            fits("", printed, answer);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static String elided(String text) {
        return "(?s)" + Pattern.quote(text).replace("…", "\\E.*\\Q");
    }
}
