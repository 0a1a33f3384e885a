package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where every document needs its hook, workers that do not start any more take the service out of the line. */
@QuarkusTest
@TestProfile(HookDownTest.Breakable.class)
class HookDownTest {
    private static final Path SCRIPT = Path.of("target/breakable_hook.py");

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    public static class Breakable extends ChunkHookTest.Hooked {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.copy(
                        Path.of("python/routes.py"), SCRIPT, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("pagebridge.routes.script", SCRIPT.toString());
            settings.put("pagebridge.chunks.hook-failure", "error");
            return settings;
        }
    }

    @Test
    void aDeadPoolOfRoutesTakesTheServiceOutOfTheLine() throws IOException {
        post("none").then().statusCode(200);
        given().get(ready).then().statusCode(200);
        Files.delete(SCRIPT);
        post("exit").then().statusCode(503);
        post("exit").then().statusCode(503);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().get(ready)
                                        .then()
                                        .statusCode(503)
                                        .body(
                                                "checks.find { it.name == 'routes' }.status",
                                                equalTo("DOWN"))
                                        .body(
                                                "checks.findAll { it.status == 'DOWN' }.size()",
                                                equalTo(1)));
        post("none").then().statusCode(503);
        given().get(live).then().statusCode(200);
    }

    /** The hook does what the document's key says. */
    private static Response post(String sourceId) {
        return given().multiPart("file", Path.of("src/test/resources/pdf/report.pdf").toFile())
                .multiPart("source_id", sourceId)
                .post("/v1/extract");
    }
}
