package io.pagebridge.routes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of Python routes over HTTP. */
@QuarkusTest
@TestProfile(RoutesProfile.class)
class RoutesTest {
    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void aModuleIsToldEverything() {
        given().urlEncodingEnabled(false)
                .header("X-Many", "1", "2")
                .get("/told/gr%C3%BC%C3%9Fe/a%2Fb?q=1&q=%C3%A4&r=")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("method", equalTo("GET"))
                .body("query.q", equalTo(List.of("1", "ä")))
                .body("query.r", equalTo(List.of("")))
                .body("headers.x-many", equalTo(List.of("1", "2")))
                .body("body", equalTo(""));
    }

    @Test
    void namesInThePathArriveDecoded() {
        given().urlEncodingEnabled(false)
                .get("/told/gr%C3%BC%C3%9Fe/x%20+y")
                .then()
                .body("params.name", equalTo(List.of("grüße")))
                .body("params.part", equalTo(List.of("x +y")))
                .body("path", equalTo("/told/grüße/x +y"));
    }

    @Test
    void aSlashInANameStaysInTheName() {
        given().urlEncodingEnabled(false)
                .get("/told/a/b%2Fc")
                .then()
                .statusCode(200)
                .body("params.part", equalTo(List.of("b/c")));
    }

    @Test
    void aPlainPathComesBeforeAName() {
        given().contentType("text/plain; charset=UTF-8")
                .body("grüße")
                .post("/told/plain")
                .then()
                .body("body", equalTo("grüße"));
    }

    @Test
    void headersOfAnAnswerMayRepeat() {
        assertThat(given().get("/told/a").headers().getValues("X-Two")).containsExactly("a", "b");
    }

    @Test
    void headIsGetWithoutItsBody() {
        Response head = given().head("/told/plain");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
        assertThat(head.asString()).isEmpty();
    }

    @Test
    void optionsTellsTheMethods() {
        given().options("/told/a/b")
                .then()
                .statusCode(204)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, POST");
    }

    @Test
    void anotherMethodIsRefused() {
        given().put("/told/a")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/method-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/told", "/told/", "/told/a/b/c", "/bytes_back_too", "/nothing"})
    void anUnknownPathIsNotFound(String path) {
        given().get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes_back", "/bytes_back/", "/bytes_back/any/path"})
    void aModuleWithoutInitHasEveryPathUnderItsName(String path) {
        byte[] sent = {0, 1, (byte) 0xff, 13, 10};
        Response response = given().contentType("application/x").body(sent).put(path);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.contentType()).isEqualTo("application/octet-stream");
        assertThat(response.asByteArray()).containsExactly(10, 13, (byte) 0xff, 1, 0);
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        byte[] large = new byte[200_000];
        for (HttpRequest.BodyPublisher publisher :
                List.of(
                        BodyPublishers.ofByteArray(large),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpRequest request =
                    HttpRequest.newBuilder(service.resolve("/bytes_back")).POST(publisher).build();
            HttpResponse<String> response =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()
                            .send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("/problems/body-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise",
                "leave",
                "nonsense",
                "header",
                "huge",
                "name",
                "status",
                "teapot",
                "true",
                "number",
                "headers",
                "interrupt",
                "recurse"
            })
    void aFailingRouteIsAProblemWithoutItsTraceback(String how) {
        given().get("/bad/" + how)
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/internal"))
                .body(not(containsString("secret")))
                .body(not(containsString("Traceback")));
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(given().get("/bad/half").then().statusCode(200).extract().asByteArray())
                .isEqualTo("?".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aFunctionMayAwait() {
        given().body("four")
                .post("/waits/little")
                .then()
                .statusCode(200)
                .body(equalTo("waited, 4"));
    }

    @Test
    void metricsAreKeptByRoute() {
        given().get("/told/one");
        given().get("/told/two");
        given().get(metrics)
                .then()
                .body(containsString("route=\"/told/{name}\",status=\"2xx\""))
                .body(not(containsString("/told/one")));
    }
}
