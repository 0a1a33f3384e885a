package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More bodies and answers than the heap could hold: some are refused, none is lost, and afterwards all is as before. */
class RouteMemoryTest {
    private static final int MEGABYTE = 1_000_000;

    @TempDir private Path directory;

    @Test
    void whatDoesNotFitIsRefusedAndOneAloneAlwaysFits() {
        RouteMemory memory = new RouteMemory(10);
        assertThat(memory.take(100)).isTrue();
        assertThat(memory.take(1)).isFalse();
        assertThat(memory.full()).as("by what is yet to be answered").isFalse();
        memory.add(1);
        assertThat(memory.full()).as("with an answer nobody has fetched").isTrue();
        memory.fetched(1);
        assertThat(memory.full()).isFalse();
        memory.release(100);
        assertThat(memory.take(6)).isTrue();
        assertThat(memory.take(5)).isFalse();
        assertThat(memory.held()).isEqualTo(6);
    }

    @Test
    void aBodyThatFillsTheShareIsAnsweredWhenItIsAlone() throws Exception {
        for (int share : List.of(MEGABYTE, MEGABYTE / 2)) {
            withEcho(
                    new RouteMemory(share),
                    uri -> assertThat(posts(uri, 1).getFirst().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void manyLargeBodiesAreServedOrRefused() throws Exception {
        RouteMemory memory = new RouteMemory(5 * MEGABYTE);
        withEcho(memory, uri -> assertServedOrRefused(uri, memory));
    }

    private static void assertServedOrRefused(URI uri, RouteMemory memory) {
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        // How many of a hundred are let in is up to the machine.
        for (int round = 0; round < 30 && !bothKinds(answers); round++) {
            answers.addAll(posts(uri, 100));
        }

        assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 429);
        assertThat(answers).allMatch(one -> one.statusCode() == 200 || refused(one));
        assertThat(answers)
                .filteredOn(one -> one.statusCode() == 200)
                .allMatch(one -> one.body().length == MEGABYTE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(memory.held()).isZero());
        assertThat(posts(uri, 1).getFirst().statusCode()).isEqualTo(200);
    }

    /** A route that answers with the body it was given. */
    private void withEcho(RouteMemory memory, Consumer<URI> then) throws Exception {
        Files.writeString(
                directory.resolve("m.py"),
                """
                BINARY = True
                def request(method, path, params, query, headers, body):
                    return 200, body, {}
                """);
        Vertx vertx = Vertx.vertx();
        try (RunningRoutes routes =
                StartedRoutes.start(
                        directory, Map.of("pagebridge.routes.body-limit", "2M"), memory)) {
            Router router = Router.router(vertx);
            router.route().handler(routes.endpoint()::handle);
            HttpServer server =
                    vertx.createHttpServer()
                            .requestHandler(router)
                            .listen(0, "127.0.0.1")
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/m");
            then.accept(uri);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean bothKinds(List<HttpResponse<byte[]>> answers) {
        return answers.stream().map(HttpResponse::statusCode).distinct().count() > 1;
    }

    private static boolean refused(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 429
                && answer.headers().firstValue("Retry-After").isPresent()
                && new String(answer.body()).contains("/problems/queue-full");
    }

    private static List<HttpResponse<byte[]>> posts(URI uri, int count) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri)
                            .POST(BodyPublishers.ofByteArray(new byte[MEGABYTE]))
                            .build();
            all.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
        }
        return all.stream().map(CompletableFuture::join).toList();
    }
}
