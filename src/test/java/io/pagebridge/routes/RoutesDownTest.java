package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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

/** Workers of the routes that do not start any more say so, and documents are read all the same. */
@QuarkusTest
@TestProfile(RoutesDownTest.Breakable.class)
class RoutesDownTest {
    private static final Path SCRIPT = Path.of("target/breakable_routes.py");

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    public static class Breakable extends RoutesProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.copy(
                        Path.of("python/routes.py"), SCRIPT, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.remove("pagebridge.python.script");
            settings.put("pagebridge.routes.script", SCRIPT.toString());
            settings.put("pagebridge.routes.size", "1");
            return settings;
        }
    }

    @Test
    void aDeadPoolOfRoutesDoesNotTakeTheServiceOutOfTheLine() throws IOException {
        Files.delete(SCRIPT);
        given().get("/bad/exit").then().statusCode(503);
        given().get("/bad/exit").then().statusCode(503);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().get(ready)
                                        .then()
                                        .statusCode(200)
                                        .body(
                                                "checks.find { it.name == 'routes' }.data.workers",
                                                equalTo(0)));
        given().contentType("application/pdf")
                .body(Path.of("src/test/resources/pdf/report.pdf").toFile())
                .post("/v1/extract")
                .then()
                .statusCode(200);
    }
}
