package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no sane client sends: each is the caller's fault by the contract, never a defect of ours. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class OddRequestsTest {
    private static final String PDF = "%PDF-1.7\nfine\n";
    private static final String PART =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";

    @TestHTTPResource("/v1/extract")
    URI extract;

    @Inject InFlight inFlight;

    private String answer(String contentType, String body) throws IOException {
        try (Socket socket = new Socket(extract.getHost(), extract.getPort())) {
            socket.setSoTimeout(20_000);
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            String head =
                    "POST /v1/extract HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n"
                                    .formatted(contentType, bytes.length);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(bytes);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertInvalid(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("/problems/invalid-request", "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "/",
                "application/",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\""
            })
    void aContentTypeThatIsNone(String contentType) throws IOException {
        assertInvalid(answer(contentType, PDF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "image/png"})
    void anyOtherContentTypeIsTheDocument(String contentType) throws IOException {
        assertThat(answer(contentType, PDF)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\nContent-Disposi",
                "--b\r\n\r\nx\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
                "no part at all",
                PART + PDF,
                "--b\r\nContent-Disposition: form-data; name=\"ocr\"\r\n"
                        + "Content-Type: text/plain; charset=none-such\r\n\r\noff\r\n--b--\r\n"
            })
    void aFormThatIsBroken(String body) throws IOException {
        assertInvalid(answer("multipart/form-data; boundary=b", body));
    }

    @Test
    void aFormOfTooManyFields() throws IOException {
        String field = "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nx\r\n";

        assertInvalid(answer("multipart/form-data; boundary=b", field.repeat(1500) + "--b--\r\n"));
    }

    @Test
    void aFieldThatIsTooLongOrADocumentWithoutAFilename() throws IOException {
        String file =
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                        + "x".repeat(20_000)
                        + "\r\n--b--\r\n";

        String answer = answer("multipart/form-data; boundary=b", file);

        assertInvalid(answer);
        assertThat(answer).contains("part 'file' with a filename");
    }

    @Test
    void filesThatAreNotTheOneFile() {
        byte[] pdf = ScriptedEngine.document("fine");
        invalid(given().multiPart("file", "a.pdf", pdf).multiPart("file", "b.pdf", pdf))
                .body("detail", containsString("more than one part 'file'"));
        invalid(given().multiPart("file", "a.pdf", pdf).multiPart("other", "b.pdf", pdf))
                .body("detail", containsString("Only the part 'file'"));
        invalid(given().multiPart("file", "hello")).body("detail", containsString("filename"));
    }

    @Test
    void aFormsOptionsAreCheckedLikeAQuerys() {
        byte[] pdf = ScriptedEngine.document("fine");
        invalid(given().multiPart("file", "a.pdf", pdf).multiPart("ocr", "maybe"))
                .body("option", equalTo("ocr"))
                .body("detail", containsString("'maybe'"));
        invalid(given().multiPart("file", "a.pdf", pdf).multiPart("color", "red"))
                .body("option", equalTo("color"));
        invalid(
                        given().queryParam("ocr", "auto")
                                .multiPart("file", "a.pdf", pdf)
                                .multiPart("ocr", "off"))
                .body("detail", containsString("one value, not 2"));
        given().multiPart("file", "a.pdf", pdf)
                .multiPart("pages", "")
                .multiPart("page_breaks", "")
                .post("/v1/extract")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse invalid(
            io.restassured.specification.RequestSpecification request) {
        return request.post("/v1/extract")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void aQueryOfAThousandRanges() {
        String pages = "1,".repeat(999) + "1";
        given().body(PDF).post("/v1/extract?pages=" + pages).then().statusCode(200);
        given().body(PDF)
                .post("/v1/extract?pages=" + pages + ",1")
                .then()
                .statusCode(400)
                .body("option", equalTo("pages"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 200", "X-GZIP, 200", "identity, 415", "br, 415", "'gzip, gzip', 415"})
    void aBodyMayBeGzippedAndNothingElse(String encoding, int status) throws IOException {
        given().header("Content-Encoding", encoding)
                .contentType("application/pdf")
                .body(gzipped(PDF.getBytes(StandardCharsets.UTF_8)))
                .post("/v1/extract")
                .then()
                .statusCode(status);
    }

    @Test
    void aGzippedBodyIsBoundedByWhatItHolds() throws IOException {
        given().header("Content-Encoding", "gzip")
                .contentType("application/pdf")
                .body(gzipped(new byte[3_000_000]))
                .post("/v1/extract")
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/body-too-large"));
        given().header("Content-Encoding", "gzip")
                .contentType("application/pdf")
                .body(ScriptedEngine.document("fine"))
                .post("/v1/extract")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"));
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void acceptMayComeInSeveralHeaders() {
        given().headers(
                        new Headers(
                                new Header("Accept", "image/png"),
                                new Header("Accept", "text/markdown")))
                .body(PDF)
                .post("/v1/extract")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/markdown"));
    }

    /**
     * Too late, cut short, or answered before anybody looked at the clock; but never a worker that takes a deadline of
     * nothing for a broken frame (503).
     */
    @ParameterizedTest
    @ValueSource(strings = {"fine", "slow", "fine again", "slow again"})
    void theShortestTimeoutCostsNoWorker(String order) {
        Response answer =
                given().body("%PDF-1.7\n" + order + "\n").post("/v1/extract?timeout=0.000001");

        assertThat(answer.statusCode()).isIn(200, 504);
        if (answer.statusCode() == 504) {
            assertThat(answer.path("type").toString()).isEqualTo("/problems/deadline-exceeded");
        }
    }

    @Test
    void callersWhoLeaveWhileSendingAreNoDefect() throws IOException {
        try (LogLines log = new LogLines()) {
            for (String type :
                    new String[] {"application/pdf", "multipart/form-data; boundary=b"}) {
                try (Socket socket = new Socket(extract.getHost(), extract.getPort())) {
                    String half =
                            "POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: "
                                    + type
                                    + "\r\nContent-Length: 5000\r\n\r\n"
                                    + PART
                                    + PDF;
                    socket.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
                    await().until(() -> inFlight.count() == 1);
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> inFlight.count() == 0);
            }
            assertThat(log.with("ERROR")).isEmpty();
        }
    }
}
