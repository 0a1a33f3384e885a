package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route does to itself it does to nobody else: real processes that misbehave under load. */
@QuarkusTest
@TestProfile(RoutesProfile.class)
class RouteIsolationTest {
    @TestHTTPResource("/")
    URI service;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource({
        "raise,500,internal",
        "exit,503,worker-crashed",
        "abort,503,worker-crashed",
        "allocate,503,out-of-memory",
        "block,504,deadline-exceeded"
    })
    void costsOnlyItsOwnRequest(String how, int status, String kind) {
        List<CompletableFuture<HttpResponse<String>>> before = many("/told/fine", 40);
        CompletableFuture<HttpResponse<String>> bad = get("/bad/" + how);
        List<CompletableFuture<HttpResponse<String>>> after = many("/told/fine", 40);

        assertThat(bad.join().statusCode()).isEqualTo(status);
        assertThat(bad.join().body()).contains("/problems/" + kind);
        before.addAll(after);
        assertThat(before).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"print", "thread", "slow"})
    void isServedAllTheSame(String how) {
        assertThat(get("/bad/" + how).join().statusCode()).isEqualTo(200);
        assertThat(get("/bad/" + how).join().statusCode()).isEqualTo(200);
    }

    @Test
    void aFunctionThatAwaitsForEverIsStopped() {
        CompletableFuture<HttpResponse<String>> ever = get("/waits/ever");
        List<CompletableFuture<HttpResponse<String>>> others = many("/waits/little", 40);

        assertThat(ever.join().statusCode()).isEqualTo(504);
        assertThat(others).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    @Test
    void slowRequestsRunSideBySideOnAllWorkers() {
        List<CompletableFuture<HttpResponse<String>>> two = many("/bad/slow", 8);
        assertThat(two.stream().map(one -> one.join().body()).distinct()).hasSizeGreaterThan(1);
    }

    private List<CompletableFuture<HttpResponse<String>>> many(String path, int count) {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(get(path));
        }
        return all;
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
    }
}
