package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A hundred callers at once before two workers: each is served or told when to come back, nobody hears anything else. */
@QuarkusTest
@TestProfile(CrowdTest.TwoWorkers.class)
class CrowdTest {
    private static final int CALLERS = 100;

    /** As configured in production, but for the number of workers. */
    public static class TwoWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pagebridge.pool.size", "2");
        }
    }

    @TestHTTPResource("/v1/extract")
    URI extract;

    @Test
    void everybodyIsServedOrToldWhenToComeBack() throws Exception {
        CountDownLatch together = new CountDownLatch(CALLERS);
        List<Future<HttpResponse<String>>> calls = new ArrayList<>();
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                // The larger file is still on its way when its caller is turned away.
                String pdf = i % 4 == 0 ? "long-report.pdf" : "lists.pdf";
                calls.add(callers.submit(() -> call(pdf, together)));
            }
            for (Future<HttpResponse<String>> call : calls) {
                answers.add(call.get());
            }
        }

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
        for (HttpResponse<String> answer : answers) {
            if (answer.statusCode() == 429) {
                assertThat(answer.body()).contains("/problems/queue-full");
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
            } else {
                assertThat(answer.body()).endsWith("}");
            }
        }
        HttpResponse<String> next = call("lists.pdf", new CountDownLatch(1));
        assertThat(next.statusCode()).isEqualTo(200);
    }

    /** A client, and so a connection, of its own. */
    private HttpResponse<String> call(String pdf, CountDownLatch together) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = request(pdf);
            together.countDown();
            together.await();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest request(String pdf) throws FileNotFoundException {
        Path file = Path.of("src/test/resources/pdf", pdf);
        return HttpRequest.newBuilder(extract)
                .header("Content-Type", "application/pdf")
                .timeout(Duration.ofSeconds(120))
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
    }
}
