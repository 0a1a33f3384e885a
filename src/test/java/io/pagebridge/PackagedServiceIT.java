package io.pagebridge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service as users start it: the packaged application in a process of its own, real workers, real PDFs. */
@QuarkusIntegrationTest
@TestProfile(PackagedServiceIT.OwnManagementPort.class)
class PackagedServiceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The packaged application would take the usual port, which may be in use. */
    public static class OwnManagementPort implements QuarkusTestProfile {
        static final int PORT = free();

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.management.port", String.valueOf(PORT));
        }

        private static int free() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void readyWithWorkers() {
        management("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void metricsNameTheWorkers() {
        String text = management("/q/metrics").then().statusCode(200).extract().asString();
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

    private static Response management(String path) {
        return given().port(OwnManagementPort.PORT).get(path);
    }

    private static ValidatableResponse post(String pdf) {
        return given().multiPart(
                        "file", new File("src/test/resources/pdf/" + pdf), "application/pdf")
                .post("/v1/extract")
                .then();
    }
}
