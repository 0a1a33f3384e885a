package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.pagebridge.worker.MemoryBudget;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Modules change while the service runs and is asked. */
@QuarkusTest
@TestProfile(RouteReloadTest.Reloading.class)
class RouteReloadTest {
    private static final Path MODULES = Path.of("target/reloaded-routes");

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject Instance<MemoryBudget.Share> shares;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static class Reloading extends RoutesProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(MODULES);
                answering("one");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("pagebridge.routes.directory", MODULES.toString());
            settings.put("pagebridge.routes.reload", "true");
            settings.put("pagebridge.routes.size", "1");
            settings.put("pagebridge.api.max-requests", "2");
            return settings;
        }
    }

    private static void answering(String text) throws IOException {
        Files.writeString(
                MODULES.resolve("m.py"),
                """
                import time
                def init():
                    return {"/m": ["GET"], "/slow": ["POST"], "/%1$s": ["GET"]}
                def request(method, path, params, query, headers, body):
                    time.sleep(1 if path == "/slow" else 0)
                    return 200, "%1$s", {}
                """
                        .formatted(text));
    }

    @Test
    void aChangedModuleIsTakenOverAndNoRequestNoticesIt() throws Exception {
        Set<String> seen = new TreeSet<>();
        assertThat(get("/m").body()).isIn("one", "three");
        answering("two");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            HttpResponse<String> response = get("/m");
                            assertThat(response.statusCode()).isEqualTo(200);
                            return seen.add(response.body()) && response.body().equals("two");
                        });
        assertThat(get("/two").statusCode()).isEqualTo(200);
        assertThat(get("/one").statusCode()).isEqualTo(404);

        Files.writeString(MODULES.resolve("m.py"), "import nothing_like_it");
        Thread.sleep(3000);
        assertThat(get("/m").body()).as("the old one serves on").isEqualTo("two");

        answering("three");
        await().atMost(Duration.ofSeconds(60)).until(() -> get("/m").body().equals("three"));
        // The gauges show the generation that serves, not the first one.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                given().get(metrics)
                                        .then()
                                        .body(
                                                containsString(
                                                        "pagebridge_pool_workers{pool=\"routes\",state=\"idle\"} 1.0")));
    }

    @Test
    void requestsWithABodyCountAgainstTheLimitOfTheService() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(service.resolve("/slow"))
                            .POST(BodyPublishers.ofString("x"))
                            .build();
            all.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        List<Integer> statuses = all.stream().map(one -> one.join().statusCode()).toList();
        assertThat(statuses).contains(200, 429).doesNotContain(500, 503);
        assertThat(get("/m").statusCode()).isEqualTo(200);
    }

    @Test
    void theirMemoryIsInTheBudget() {
        assertThat(shares.stream())
                .containsExactly(new MemoryBudget.Share("pool routes (2 workers)", 1L << 30));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
