package io.pagebridge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.ValidatableResponse;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The service as users start it: the packaged application in a process of its own, real workers, real PDFs. */
@QuarkusIntegrationTest
class PackagedServiceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource(value = "/q/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/q/metrics", management = true)
    URI metrics;

    @Test
    void readyWithWorkers() {
        given().get(readiness).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void metricsNameTheWorkers() {
        String text = given().get(metrics).then().statusCode(200).extract().asString();
        assertThat(text).contains("pagebridge_pool_workers");
    }

    @Test
    void hundredPagesComeBackInOrderAndEveryChunkIsASlice() throws IOException {
        JsonNode answer =
                JSON.readTree(post("long-report.pdf").statusCode(200).extract().asString());

        assertThat(answer.at("/pages").size()).isEqualTo(100);
        assertThat(answer.at("/truncated").booleanValue()).isFalse();
        int[] text = answer.at("/text").textValue().codePoints().toArray();
        assertThat(answer.at("/chunks").size()).isGreaterThan(50);
        for (JsonNode chunk : answer.at("/chunks")) {
            int start = chunk.at("/start").intValue();
            String slice = new String(text, start, chunk.at("/end").intValue() - start);
            assertThat(chunk.at("/text").textValue()).isEqualTo(slice);
        }
        assertThat(answer.at("/text").textValue()).doesNotContain("Handbook of the Grid Operator");
    }

    @Test
    void whatIsNoPdfIsRefused() {
        post("not-a-pdf.pdf").statusCode(415).contentType("application/problem+json");
    }

    @Test
    void lockedWithoutPasswordIsRefused() {
        post("encrypted-user.pdf").statusCode(422).body("type", equalTo("/problems/pdf-encrypted"));
    }

    private static ValidatableResponse post(String pdf) {
        return given().multiPart(
                        "file", new File("src/test/resources/pdf/" + pdf), "application/pdf")
                .post("/v1/extract")
                .then();
    }
}
