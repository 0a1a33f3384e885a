package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The development data, by its manifest: every file under 2 MB has the outcome that is expected of it, and where its text
 * is known, nearly all of it comes out. Skipped where the folder is absent, as in a user's clone.
 */
@QuarkusTest
class SharedDataTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("pagebridge.shared-data", "../shared/data"));
    private static final long LARGEST = 2_000_000;

    /** What our outcomes are called in the manifest. */
    private static final Map<String, Set<String>> MEANING =
            Map.of(
                    "ok", Set.of("ok"),
                    "no-text", Set.of("empty-text"),
                    "pdf-encrypted", Set.of("password-required"),
                    "pdf-corrupt", Set.of("corrupt"),
                    "not-a-pdf", Set.of("corrupt"),
                    "too-many-pages", Set.of("limit"),
                    "output-too-large", Set.of("limit"),
                    "deadline-exceeded", Set.of("limit"),
                    "out-of-memory", Set.of("limit"),
                    "document-quarantined", Set.of("limit"));

    @TestFactory
    Stream<DynamicTest> everyFileHasAnOutcomeThatIsExpectedOfIt() throws IOException {
        Path manifest = FOLDER.resolve("manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "no development data in " + FOLDER);
        JsonNode files = new ObjectMapper().readTree(manifest.toFile()).at("/files");
        return StreamSupport.stream(files.spliterator(), false)
                .filter(file -> file.at("/bytes").longValue() < LARGEST)
                .map(file -> DynamicTest.dynamicTest(file.at("/path").asText(), () -> check(file)));
    }

    private static void check(JsonNode file) throws IOException {
        Path pdf = FOLDER.resolve(file.at("/path").asText());
        // Scans need their time on a busy machine; bombs would use up whatever they get.
        String timeout = file.at("/expected").asText().equals("limit") ? "20" : "120";
        Served answer = Served.extract(pdf, Map.of("timeout", timeout));

        assertThat(MEANING.getOrDefault(answer.outcome(), Set.of(answer.outcome())))
                .as("%s %s", file.at("/path").asText(), answer.json().at("/detail").asText())
                .containsAnyElementsOf(accepted(file, answer));
        if (answer.status() == 200) {
            answer.holdsTogether();
            knownTextComesOut(file, answer);
        }
    }

    private static Set<String> accepted(JsonNode file, Served answer) {
        Set<String> accepted = Served.accepted(file);
        // OCR reads what the manifest's tools saw as an image.
        if (accepted.contains("empty-text")) {
            accepted.add("ok");
        }
        // The second engine repairs some of what both of the manifest's tools refuse.
        if (accepted.contains("corrupt") && !answer.json().at("/engine/fallback_pages").isEmpty()) {
            accepted.add("ok");
        }
        return accepted;
    }

    private static void knownTextComesOut(JsonNode file, Served answer) throws IOException {
        for (JsonNode truth : file.at("/ground_truth")) {
            if (truth.asText().endsWith(".truth.txt")) {
                String wanted = Files.readString(FOLDER.resolve(truth.asText()));
                assertThat(Served.recall(wanted, answer.text()))
                        .as(file.at("/path").asText())
                        .isGreaterThan(0.9);
            }
        }
    }
}
