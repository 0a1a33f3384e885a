package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.File;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code hook-failure=warning} a document goes on as it was read. */
@QuarkusTest
@TestProfile(ChunkHookWarningTest.Lenient.class)
class ChunkHookWarningTest {
    private static final File PDF = new File("src/test/resources/pdf/report.pdf");

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    public static class Lenient extends ChunkHookTest.Hooked {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("pagebridge.chunks.hook-failure", "warning");
            return settings;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "raise,The chunk hook failed; the service's log says more.",
        "exit,The worker process was lost while the chunk hook ran.",
        "block,The chunk hook took too long and was stopped.",
        "change-start,The chunk hook did what it may not: chunk 1 has another 'start'."
    })
    void theAnswerHasItsChunksAndAWarning(String how, String message) {
        given().multiPart("file", PDF)
                .multiPart("source_id", how)
                .post("/v1/extract")
                .then()
                .statusCode(200)
                .body("chunks.size()", greaterThan(5))
                .body("warnings.code", contains("chunk-hook-failed"))
                .body("warnings[0].message", equalTo(message));
    }

    @Test
    void theRoutesDoNotDecideAboutReadiness() {
        given().get(ready)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'routes' }.status", equalTo("UP"));
    }
}
