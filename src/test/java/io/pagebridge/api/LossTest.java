package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.worker.PoolSnapshot;
import io.pagebridge.worker.WorkerPool;
import io.pagebridge.worker.WorkerState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a caller who leaves and a worker that is killed cost: measured, over HTTP, in CPU time and in seconds. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class LossTest {
    private static final double TICKS = 100;

    @TestHTTPResource("/v1/extract")
    URI extract;

    @Inject WorkerPool pool;

    @BeforeEach
    void aServiceThatIsWarm() {
        given().body(ScriptedEngine.document("fine warm")).post("/v1/extract");
        await().atMost(Duration.ofSeconds(30)).until(() -> pool.state().usable() == 2);
    }

    /** User and system seconds; what a process that is gone has used does not grow any more. */
    private static double cpu(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }

    private long busy() {
        await().atMost(Duration.ofSeconds(10)).until(() -> pool.state().busy() == 1);
        return pool.state().workers().stream()
                .filter(worker -> worker.state() == WorkerState.BUSY)
                .map(PoolSnapshot.WorkerView::pid)
                .findFirst()
                .orElseThrow();
    }

    private long leave(String order) throws Exception {
        String body = "%PDF-1.7\n" + order + "\n";
        try (Socket socket = new Socket(extract.getHost(), extract.getPort())) {
            String head =
                    "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\n"
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            long pid = busy();
            Thread.sleep(500);
            return pid;
        }
    }

    private void assertFreeSoonAndQuiet(long pid) throws InterruptedException {
        await().atMost(Duration.ofSeconds(3)).until(() -> pool.state().busy() == 0);
        double then = cpu(pid);
        Thread.sleep(1500);
        assertThat(cpu(pid) - then).isLessThanOrEqualTo(0.1);
    }

    @Test
    @DisplayName(
            "acceptance 13: the caller leaves while C code burns CPU: slot free in 3 s, no CPU after it")
    void aCallerWhoLeavesEndsTheWorkOfCodeThatCannotHear() throws Exception {
        long pid = leave("burn left");
        assertThat(cpu(pid)).isGreaterThan(0.1);
        assertFreeSoonAndQuiet(pid);
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    @DisplayName(
            "acceptance 13: the caller leaves a worker that listens: slot free, no CPU after it")
    void aCallerWhoLeavesEndsTheWorkOfCodeThatHears() throws Exception {
        long pid = leave("slow pages 100 left");
        assertFreeSoonAndQuiet(pid);
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    @DisplayName("a call over its time frees the slot and ends the CPU work")
    void aTimeoutEndsTheWork() throws Exception {
        CompletableFuture<Response> late = post("burn late", "?timeout=1&verify=never");
        long pid = busy();
        assertThat(late.join().statusCode()).isEqualTo(504);
        assertFreeSoonAndQuiet(pid);
    }

    @Test
    @DisplayName("kill -9 of a worker costs its own request; the next answer comes within a second")
    void aKilledWorkerCostsItsOwnRequest() throws Exception {
        CompletableFuture<Response> victim = post("burn killed", "");
        long pid = busy();
        CompletableFuture<Response> neighbour = post("fine in the line", "");
        await().until(() -> pool.state().queued() == 1);
        long killed = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(neighbour.join().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(1));
        Response lost = victim.join();
        assertThat(lost.statusCode()).isEqualTo(503);
        assertThat(lost.path("worker_exit").toString()).isEqualTo("killed-unknown");
    }

    private static CompletableFuture<Response> post(String order, String query) {
        return CompletableFuture.supplyAsync(
                () ->
                        given().contentType("application/pdf")
                                .body(ScriptedEngine.document(order))
                                .post("/v1/extract" + query),
                Thread::startVirtualThread);
    }
}
