package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a document can fail, as its caller sees it; real processes that misbehave when told to. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class FailureTest {
    private static ValidatableResponse problem(Response response, int status, String kind) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + kind))
                .body("status", equalTo(status))
                .body("title", not(equalTo("The request failed")))
                .body("request_id", equalTo(response.header("X-Request-Id")));
    }

    private static Response post(String order, String query) {
        return given().contentType("application/pdf")
                .body(ScriptedEngine.document(order))
                .post("/v1/extract" + query);
    }

    @Test
    void notAPdf() {
        problem(given().body("hello").post("/v1/extract"), 415, "not-a-pdf")
                .body("retryable", equalTo(false));
    }

    @Test
    void encryptedSaysWhetherAPasswordWasTried() {
        problem(post("encrypted", ""), 422, "pdf-encrypted").body("password_tried", equalTo(false));

        Response response =
                given().contentType("application/pdf")
                        .header("X-PDF-Password", "hunter2")
                        .body(ScriptedEngine.document("encrypted"))
                        .post("/v1/extract");
        problem(response, 422, "pdf-encrypted").body("password_tried", equalTo(true));
        assertThat(response.asString()).doesNotContain("hunter2");
    }

    @Test
    void corrupt() {
        problem(post("corrupt", ""), 422, "pdf-corrupt").body("retryable", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"crash, native-crash", "garbage, protocol", "lie, protocol"})
    void aLostWorkerCostsOneRequestAndSaysWhy(String order, String exit) {
        problem(post(order + " lost", ""), 503, "worker-crashed")
                .header("Retry-After", "5")
                .body("retryable", equalTo(true))
                .body("retry_after", equalTo(5))
                .body("worker_exit", equalTo(exit));

        post("fine", "").then().statusCode(200);
    }

    @Test
    void outOfMemory() {
        problem(post("memory", ""), 503, "out-of-memory").header("Retry-After", "5");
    }

    @Test
    void aDocumentThatCostTwoWorkersIsQuarantined() {
        problem(post("crash twice", ""), 503, "worker-crashed");
        problem(post("crash twice", ""), 503, "worker-crashed");
        problem(post("crash twice", ""), 422, "document-quarantined");
    }

    @Test
    void deadline() {
        problem(post("sleep once", "?timeout=0.5"), 504, "deadline-exceeded")
                .body("retryable", equalTo(true));
    }

    @Test
    void aFullQueueSaysWhenToComeBack() {
        List<CompletableFuture<Response>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String order = "slow pages 8 number " + i;
            waiting.add(
                    CompletableFuture.supplyAsync(
                            () -> post(order, ""), Thread::startVirtualThread));
        }
        List<Response> answers = waiting.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Response::statusCode).contains(200, 429);
        Response refused = answers.stream().filter(a -> a.statusCode() == 429).findAny().get();
        problem(refused, 429, "queue-full").body("retry_after", greaterThanOrEqualTo(1));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void anErrorInTheMiddleOfAStreamIsItsLastLine() {
        String lines =
                given().accept("application/x-ndjson")
                        .body(ScriptedEngine.document("crash stream"))
                        .post("/v1/extract")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(lines.lines().toList().getLast())
                .contains("\"type\":\"error\"", "/problems/worker-crashed", "request_id");
        assertThat(lines).doesNotContain("\"type\":\"done\"");
    }

    @Test
    void anErrorBeforeAStreamIsAnAnswerLikeAnyOther() {
        Response response =
                given().accept("text/event-stream")
                        .body(ScriptedEngine.document("corrupt stream"))
                        .post("/v1/extract");

        problem(response, 422, "pdf-corrupt");
    }

    @Test
    void wrongPathAndWrongMethod() {
        problem(given().get("/v2/extract"), 404, "not-found");
        problem(given().get("/v1/extract"), 405, "method-not-allowed").header("Allow", "POST");
    }

    /** What frameworks like to answer by themselves. */
    @Test
    void headAndOptionsAreAnsweredSanely() {
        given().head("/v1/info").then().statusCode(200).body(equalTo(""));
        given().options("/v1/extract").then().statusCode(anyOf(equalTo(200), equalTo(204)));
        given().head("/v1/extract").then().statusCode(405).header("Allow", containsString("POST"));
        problem(given().delete("/v1/info"), 405, "method-not-allowed")
                .header("Allow", containsString("GET"));
        problem(given().accept("image/png").get("/v1/info"), 406, "not-acceptable");
    }

    @Test
    void nothingElseCanBeAccepted() {
        Response response =
                given().accept("image/png")
                        .body(ScriptedEngine.document("fine"))
                        .post("/v1/extract");

        problem(response, 406, "not-acceptable").body("detail", containsString("text/markdown"));
    }

    @Test
    void aPasswordMayNotStandInTheQuery() {
        Response response = post("fine", "?password=hunter2");

        problem(response, 400, "invalid-request").body("detail", containsString("X-PDF-Password"));
        assertThat(response.asString()).doesNotContain("hunter2");
    }

    @Test
    void aBadOptionIsNamedWithWhatIsAllowed() {
        problem(post("fine", "?ocr=maybe"), 400, "invalid-request")
                .body("option", equalTo("ocr"))
                .body("detail", containsString("auto, off, force"))
                .body("retry_after", nullValue());
    }

    @Test
    void aFormNeedsItsFile() {
        problem(given().multiPart("ocr", "auto").post("/v1/extract"), 400, "invalid-request")
                .body("detail", containsString("part 'file'"));
    }

    @ParameterizedTest
    @CsvSource({"not-a-pdf", "queue-full", "draining", "not-found"})
    void theTypeOfAProblemCanBeRead(String kind) {
        given().get("/problems/" + kind)
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString(kind));
    }

    @Test
    void anUnknownProblemIsNotFound() {
        problem(given().get("/problems/nonsense"), 404, "not-found");
    }
}
