package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The development documents by their manifest; they are not part of a clone. */
@QuarkusTest
class SharedDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SMALL = 2_000_000;

    private static Path folder() {
        Path folder = Path.of(System.getProperty("pagebridge.shared-data", "../shared/data"));
        assumeTrue(
                Files.isRegularFile(folder.resolve("manifest.json")),
                "skipped: no development documents beside this checkout");
        return folder;
    }

    /** Also what must not happen for a single document: an answer whose slices are not exact. */
    @Test
    void goodDocumentsGiveTheirTextInExactSlices() throws IOException {
        Path folder = folder();
        List<String> unexpected = new ArrayList<>();
        List<String> poor = new ArrayList<>();
        double recall = 0;
        int answered = 0;
        for (JsonNode file : goodDocuments(folder)) {
            String path = file.path("path").asText();
            Response response = post(folder.resolve(path));
            if (response.statusCode() != 200) {
                if (!accepted(file, response.path("type"))) {
                    unexpected.add(path + " " + response.path("type"));
                }
                continue;
            }
            JsonNode answer = JSON.readTree(response.asString());
            assertThatCode(() -> AnswerChecks.check(answer)).as(path).doesNotThrowAnyException();
            double share = recall(folder, file, answer.path("text").asText());
            recall += share;
            answered++;
            if (share < 0.9) {
                poor.add("%s %.2f".formatted(path, share));
            }
        }

        // Faults before the first page that only other readers mend.
        assertThat(unexpected).hasSizeLessThanOrEqualTo(6);
        // Scans, fonts without Unicode values, vertical text.
        assertThat(poor).hasSizeLessThanOrEqualTo(20);
        assertThat(recall / answered).isGreaterThan(0.95);
    }

    private static List<JsonNode> goodDocuments(Path folder) throws IOException {
        List<JsonNode> good = new ArrayList<>();
        for (JsonNode file :
                JSON.readTree(folder.resolve("manifest.json").toFile()).path("files")) {
            if (file.path("expected").asText().equals("ok")
                    && file.path("bytes").asLong() < SMALL) {
                good.add(file);
            }
        }
        return good;
    }

    private static boolean accepted(JsonNode file, String type) {
        String also = file.path("also_accepted").toString();
        return switch (type) {
            case "/problems/pdf-corrupt", "/problems/not-a-pdf" -> also.contains("corrupt");
            case "/problems/pdf-encrypted" -> also.contains("password-required");
            default -> also.contains("limit");
        };
    }

    private static Response post(Path pdf) throws IOException {
        return given().contentType("application/pdf")
                .body(Files.readAllBytes(pdf))
                .post("/v1/extract?timeout=60");
    }

    private static double recall(Path folder, JsonNode file, String text) throws IOException {
        for (JsonNode truth : file.path("ground_truth")) {
            String name = truth.asText();
            if (name.endsWith(".structure.json")) {
                JsonNode blocks = JSON.readTree(folder.resolve(name).toFile()).path("blocks");
                return AnswerChecks.recall(Truth.of(blocks), text);
            }
            if (name.endsWith(".truth.txt")) {
                return AnswerChecks.recall(Files.readString(folder.resolve(name)), text);
            }
        }
        return 1;
    }
}
