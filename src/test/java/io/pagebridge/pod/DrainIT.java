package io.pagebridge.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.api.RunningService;
import io.pagebridge.api.ScriptedEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a pod under load, in its order: unready, still serving; then refusing, finishing; then gone. */
class DrainIT {
    /** Long enough for a slow machine to see the first part. */
    private static final String DELAY = "pagebridge.api.drain-delay=PT4S";

    @Test
    void sigtermUnderLoadLosesNothing() throws Exception {
        try (RunningService service = new RunningService(Scripted.with(DELAY))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> service.readiness() == 200);
            assertThat(information(service).headers().firstValue("connection")).isEmpty();
            List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                // 6 times 2.4 s by 2 workers: they outlast the delay.
                accepted.add(service.post(ScriptedEngine.document("slow pages 12 number " + i)));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    service.metric("pagebridge_pool_saturation{pool=\"pdfium\"}")
                                            == 3);

            service.process.destroy();
            await().atMost(Duration.ofSeconds(3)).until(() -> service.readiness() == 503);
            assertThat(information(service).headers().firstValue("connection")).hasValue("close");
            // Balancers have not noticed yet: taken as before.
            accepted.add(service.post(ScriptedEngine.document("fine, in between")));

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> service.log().contains("draining: "));
            HttpResponse<String> late =
                    service.post(ScriptedEngine.document("fine, late")).get(10, TimeUnit.SECONDS);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("/problems/draining", "\"retryable\":true");
            assertThat(late.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
            assertThat(service.managed("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(503);

            for (CompletableFuture<HttpResponse<String>> each : accepted) {
                assertThat(each.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(service.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(service.log()).doesNotContain("are cut off");
        }
    }

    private static HttpResponse<String> information(RunningService service) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d/v1/info".formatted(service.port()));
        return service.client.send(
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
