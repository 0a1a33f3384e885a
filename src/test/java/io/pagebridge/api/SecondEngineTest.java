package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;

import io.pagebridge.worker.WorkerPool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fallback and verification as a caller sees them: both real engines, real PDFs. */
@QuarkusTest
@TestProfile(SecondEngineTest.SmallWorkers.class)
class SecondEngineTest {
    /** Little memory, so that a small file is enough to take a worker down. */
    public static class SmallWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pagebridge.pool.worker-memory", "300M",
                    "pagebridge.pool.size", "1");
        }
    }

    @Inject WorkerPool pool;

    private static ValidatableResponse post(String file, String query) {
        return given().contentType("application/pdf")
                .body(new File("src/test/resources/pdf/" + file))
                .post("/v1/extract?ocr=off" + query)
                .then();
    }

    @Test
    void aDocumentThatTakesPdfiumDownIsReadByPdfBox() {
        post("amplified.pdf", "")
                .statusCode(200)
                .body("text", containsString("Read by the second engine"))
                .body("engine.name", equalTo("pdfbox"))
                .body("engine.fallback_pages", contains(1))
                .body("warnings.code", hasItem("document-fallback"));
        long lost = pool.state().exits().values().stream().mapToLong(n -> n).sum();
        assertThat(lost).isEqualTo(1);

        post("blank.pdf", "").statusCode(200).body("engine.name", equalTo("pdfium"));
    }

    @Test
    void aStreamOfTheSecondEngineBeginsWithItsDocumentToo() throws IOException {
        String links =
                Files.readString(
                        Path.of("src/test/resources/pdf/links.pdf"), StandardCharsets.ISO_8859_1);
        String stream =
                given().contentType("application/pdf")
                        .accept("application/x-ndjson")
                        .body(
                                links.replace("\ntrailer", "\ntra1ler")
                                        .getBytes(StandardCharsets.ISO_8859_1))
                        .post("/v1/extract")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(stream)
                .startsWith("{\"type\":\"document\"")
                .containsOnlyOnce("\n{\"type\":\"done\"");
        assertThat(stream.split("\\{\"type\":\"document\"", -1)).hasSize(2);
        assertThat(stream).contains("document-fallback");
    }

    @Test
    void verifyAlwaysReportsWhatComparingGave() {
        post("report.pdf", "&verify=always&pages=1-3")
                .statusCode(200)
                .body("engine.name", equalTo("pdfium"))
                .body("engine.verification.pages_checked", equalTo(3))
                .body("engine.verification.agreement", greaterThan(0.95f))
                .body("engine.verification.verdict", equalTo("accepted"));
    }

    @Test
    void verifyNeverAsksNobody() {
        post("report.pdf", "&verify=never&pages=1")
                .statusCode(200)
                .body("engine.verification.pages_checked", lessThan(1))
                .body("engine.verification.verdict", equalTo("not-checked"));
    }
}
