package io.pagebridge.pod;

import io.pagebridge.api.ScriptedEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Callers that post one document after the other until they are told to stop, each with a client that keeps its
 * connection; nobody tries a second time.
 */
final class ConstantLoad {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<HttpClient.Version> versions = ConcurrentHashMap.newKeySet();
    private final List<Thread> callers;

    /** Half of them speak HTTP/1.1, half HTTP/2. */
    ConstantLoad(int port, int callers) {
        URI uri = URI.create("http://127.0.0.1:%d/v1/extract".formatted(port));
        this.callers =
                IntStream.range(0, callers)
                        .mapToObj(i -> Thread.startVirtualThread(() -> call(uri, i)))
                        .toList();
    }

    private void call(URI uri, int caller) {
        HttpClient.Version version =
                caller % 2 == 0 ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            for (int i = 0; !over.get(); i++) {
                post(client, uri, "slow pages 1 caller " + caller + " number " + i);
            }
        }
    }

    private void post(HttpClient client, URI uri, String order) {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/pdf")
                        .timeout(Duration.ofSeconds(60))
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        ScriptedEngine.document(order)))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                answered.incrementAndGet();
                versions.add(answer.version());
            } else {
                failures.add(order + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | InterruptedException e) {
            failures.add(order + ": " + e);
        }
    }

    int answered() {
        return answered.get();
    }

    /** Which the answers came in. */
    Set<HttpClient.Version> versions() {
        return Set.copyOf(versions);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits for the last answers. */
    void stop() throws InterruptedException {
        over.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
