package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first line or headers that are too long are told as a problem, like everything else. */
@QuarkusTest
@TestProfile(ScriptedEngine.class)
class LongHeadTest {
    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @ValueSource(ints = {33_000, 200_000})
    void aPathOrQueryThatIsTooLong(int length) {
        given().get("/v1/info?q=" + "a".repeat(length))
                .then()
                .statusCode(414)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/http-error"))
                .body("status", equalTo(414))
                .body("detail", containsString("32,768"));
    }

    @Test
    void headersThatAreTooLong() {
        given().header("X-Much", "a".repeat(21_000))
                .get("/v1/info")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("status", equalTo(431))
                .body("detail", containsString("20,480"));
    }

    @Test
    void whatJustFitsIsServed() {
        given().header("X-Much", "a".repeat(19_000))
                .get("/v1/info?q=" + "a".repeat(32_000))
                .then()
                .statusCode(200);
    }

    /** The last fence is the server's: without a body, and the connection ends. */
    @Test
    void noHeadIsReadForEver() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "GET /v1/info HTTP/1.1\r\nHost: h\r\nX-Much: " + "a".repeat(300_000);
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                byte[] told = socket.getInputStream().readAllBytes();
                assertThat(new String(told, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 431");
            } catch (java.net.SocketException e) {
                assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
            }
        }
    }
}
