package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees: probes, metrics, the log, the description of the service. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class OperationsTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/started", management = true)
    URI started;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private LogLines log;

    @BeforeEach
    void listen() {
        log = new LogLines();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void readinessTellsAboutThePool() {
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(ready).statusCode() == 200);
        given().get(ready)
                .then()
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("workers"))
                .body("checks.find { it.name == 'workers' }.data.workers", greaterThan(0))
                .body("checks.find { it.name == 'workers' }.data.sandbox", equalTo("off"));
        given().get(started).then().statusCode(200);
    }

    @Test
    void everyDocumentIsOneLineAndOneCount() {
        given().header("X-Request-Id", "job-42")
                .header("X-PDF-Password", "hunter2")
                .header("X-Filename", "salaries.pdf")
                .body(ScriptedEngine.document("fine one line"))
                .post("/v1/extract")
                .then()
                .statusCode(200);

        List<String> told = log.with("job-42");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst())
                .contains("outcome=ok", "pages=2", "chunks=", "engine=pdfium", "verdict=")
                .contains("queued_ms=", "worker_ms=", "total_ms=", "worker=");
        assertThat(log.all()).doesNotContain("hunter2", "salaries", "obedient words", "spool");
        assertThat(given().get(metrics).asString())
                .contains("pagebridge_extract_seconds_count{outcome=\"ok\"}")
                .contains("pagebridge_extract_pages_total");
    }

    @Test
    void aFailureIsOneLineToo() {
        given().header("X-Request-Id", "job-43")
                .body(ScriptedEngine.document("corrupt one line"))
                .post("/v1/extract")
                .then()
                .statusCode(422);

        assertThat(log.with("job-43"))
                .singleElement()
                .asString()
                .contains("outcome=pdf-corrupt", "status=422")
                .containsPattern("worker=[1-9][0-9]*");
    }

    @Test
    void aLostWorkerIsNamedInTheLogAndNotInTheAnswer() {
        String body =
                given().header("X-Request-Id", "job-44")
                        .body(ScriptedEngine.document("crash one line"))
                        .post("/v1/extract?verify=never")
                        .then()
                        .statusCode(503)
                        .extract()
                        .asString();

        assertThat(body).doesNotContain("worker_pid");
        assertThat(log.with("document failed: request=job-44"))
                .singleElement()
                .asString()
                .contains("outcome=worker-crashed", "worker_exit=native-crash")
                .containsPattern("worker=[1-9][0-9]*");
    }

    @Test
    void theServiceDescribesItself() {
        given().get("/v1/info")
                .then()
                .statusCode(200)
                .body("name", equalTo("pagebridge"))
                .body("limits.body_bytes", equalTo(1_048_576))
                .body("tokenizers", hasItems("o200k_base", "words"))
                .body("engines.name", hasItems("pdfium", "pdfbox", "tesseract"))
                .body("engines[1].version", not(emptyOrNullString()))
                .body("sandbox", equalTo("off"));
    }

    @Test
    void theContractIsPublished() {
        String contract = given().accept("application/json").get("/q/openapi").asString();

        assertThat(contract).contains("/v1/extract", "/v1/info", "Problem", "offset_unit");
    }
}
