package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.pagebridge.worker.WorkerPool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How bytes come and go: limits, ids, callers who are slow or leave. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class TransportTest {
    private static final byte[] TOO_MUCH = new byte[1 << 16];

    @TestHTTPResource("/v1/extract")
    URI extract;

    @Inject WorkerPool pool;

    @Inject InFlight inFlight;

    /** Whatever became of a request, its place is given back. */
    @AfterEach
    void nothingIsUnderWay() {
        await().atMost(Duration.ofSeconds(5)).until(() -> inFlight.count() == 0);
    }

    private Socket request(String... headers) throws IOException {
        Socket socket = new Socket(extract.getHost(), extract.getPort());
        socket.setSoTimeout(20_000);
        write(
                socket,
                "POST /v1/extract HTTP/1.1\r\nHost: x\r\n"
                        + String.join("\r\n", headers)
                        + "\r\n\r\n");
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(Socket socket) throws IOException {
        byte[] answer = new byte[4096];
        int n = socket.getInputStream().read(answer);
        return n < 0 ? "" : new String(answer, 0, n, StandardCharsets.ISO_8859_1);
    }

    private static void assertNothingIsLeftOnDisk() {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> {
                            try (Stream<Path> files = Files.list(Path.of("target/test-spool"))) {
                                assertThat(files.map(Path::getFileName).map(Path::toString))
                                        .containsOnly(SpoolOwnership.LOCK);
                            }
                        });
    }

    @Test
    void aBodyOfUnnamedTypeIsTheDocument() throws IOException {
        String body = new String(ScriptedEngine.document("fine"), StandardCharsets.UTF_8);
        try (Socket socket = request("Content-Length: " + body.length(), "Connection: close")) {
            write(socket, body);
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedBeforeTheBody() throws IOException {
        try (Socket socket = request("Content-Length: 2000000", "Expect: 100-continue")) {
            assertThat(head(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/body-too-large", "application/problem+json");
        }
    }

    @Test
    void aBodyThatIsWelcomeIsAskedFor() throws IOException {
        String body = new String(ScriptedEngine.document("fine"), StandardCharsets.UTF_8);
        try (Socket socket =
                request(
                        "Content-Type: application/pdf",
                        "Content-Length: " + body.length(),
                        "Expect: 100-continue",
                        "Connection: close")) {
            assertThat(head(socket)).startsWith("HTTP/1.1 100");
            write(socket, body);
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName("acceptance 19: a chunked upload over the limit is 413 and leaves nothing on disk")
    void aChunkedBodyOverTheLimitIsCutOffAndLeavesNothing() throws IOException {
        try (Socket socket =
                request("Content-Type: application/pdf", "Transfer-Encoding: chunked")) {
            sendChunks(socket, "%PDF-1.7\n");
            assertThat(head(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/body-too-large");
        }
        assertNothingIsLeftOnDisk();
    }

    @Test
    @DisplayName("acceptance 19: a chunked form over the limit is 413 and leaves nothing on disk")
    void aChunkedFormOverTheLimitIsCutOffAndLeavesNothing() throws IOException {
        try (Socket socket =
                request(
                        "Content-Type: multipart/form-data; boundary=b",
                        "Transfer-Encoding: chunked")) {
            sendChunks(
                    socket,
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                            + "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n");
            assertThat(head(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/body-too-large");
        }
        assertNothingIsLeftOnDisk();
    }

    /** Sends two megabytes or as much as the other side takes. */
    private static void sendChunks(Socket socket, String start) throws IOException {
        try {
            write(socket, Integer.toHexString(start.length()) + "\r\n" + start + "\r\n");
            for (int i = 0; i < 32; i++) {
                write(socket, "10000\r\n");
                socket.getOutputStream().write(TOO_MUCH);
                write(socket, "\r\n");
            }
            write(socket, "0\r\n\r\n");
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset).*");
        }
    }

    @Test
    void aFinishedRequestLeavesNothing() {
        given().body(ScriptedEngine.document("fine")).post("/v1/extract").then().statusCode(200);
        given().multiPart("file", "a.pdf", ScriptedEngine.document("fine"))
                .post("/v1/extract")
                .then()
                .statusCode(200);
        given().body("no pdf").post("/v1/extract").then().statusCode(415);

        assertNothingIsLeftOnDisk();
    }

    @Test
    @DisplayName("acceptance 13: over HTTP: a caller who leaves frees the worker")
    void aCallerWhoLeavesFreesTheWorker() throws IOException {
        String body = "%PDF-1.7\nsleep left\n";
        try (Socket socket =
                request("Content-Type: application/pdf", "Content-Length: " + body.length())) {
            write(socket, body);
            await().until(() -> pool.state().busy() == 1);
        }
        await().atMost(Duration.ofSeconds(4)).until(() -> pool.state().busy() == 0);
        given().body(ScriptedEngine.document("fine")).post("/v1/extract").then().statusCode(200);
    }

    @Test
    @DisplayName("acceptance 13: over HTTP: a streaming caller who leaves frees the worker")
    void aStreamingCallerWhoLeavesFreesTheWorker() throws IOException {
        String body = "%PDF-1.7\nslow pages 100 left\n";
        try (Socket socket =
                request(
                        "Accept: application/x-ndjson",
                        "Content-Type: application/pdf",
                        "Content-Length: " + body.length())) {
            write(socket, body);
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
        await().atMost(Duration.ofSeconds(4)).until(() -> pool.state().busy() == 0);
    }

    @Test
    @DisplayName("acceptance 14: over HTTP: a slow reader holds no worker")
    void aSlowReaderHoldsNoWorker() throws IOException {
        String body = "%PDF-1.7\nfine pages 4000 slow reader\n";
        try (Socket socket =
                request("Content-Type: application/pdf", "Content-Length: " + body.length())) {
            socket.setReceiveBufferSize(4096);
            write(socket, body);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            await().atMost(Duration.ofSeconds(5)).until(() -> pool.state().busy() == 0);
            given().body(ScriptedEngine.document("fine"))
                    .post("/v1/extract")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void progressIsToldWhileTheWorkerReads() throws IOException {
        String body = "%PDF-1.7\nslow pages 10 progress\n";
        try (Socket socket =
                request(
                        "Accept: application/x-ndjson",
                        "Connection: close",
                        "Content-Type: application/pdf",
                        "Content-Length: " + body.length())) {
            write(socket, body);
            assertThat(head(socket)).contains("\"type\":\"document\"");
            assertThat(pool.state().busy()).isEqualTo(1);
            String rest =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("\"type\":\"progress\",\"page\":10,\"of\":10", "\"done\"");
        }
    }

    @Test
    void aRequestIdIsEchoed() {
        given().header("X-Request-Id", "job-7")
                .body("x")
                .post("/v1/extract")
                .then()
                .header("X-Request-Id", "job-7")
                .body("request_id", equalTo("job-7"));
    }
}
