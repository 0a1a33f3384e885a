package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AuthTest.Closed.class)
class AuthTest {
    public static class Closed extends ScriptedEngine {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("pagebridge.auth.api-keys", "first-key,second-key");
            settings.put("pagebridge.routes.directory", "src/test/python/routes");
            settings.put("pagebridge.routes.size", "1");
            return settings;
        }
    }

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/info", "/v1/extract", "/problems/internal", "/q/openapi"})
    void everyPathNeedsAKey(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthorized"));
    }

    @Test
    void aWrongKeyIsRefusedAndNotRepeated() {
        Response response =
                given().header("Authorization", "Bearer wrong-key")
                        .body(ScriptedEngine.document("fine"))
                        .post("/v1/extract");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.asString()).doesNotContain("wrong-key", "first-key");
    }

    @Test
    void aKeyOpensByEitherHeader() {
        given().header("Authorization", "bearer first-key")
                .body(ScriptedEngine.document("fine"))
                .post("/v1/extract")
                .then()
                .statusCode(200);
        given().header("X-Api-Key", "second-key").get("/v1/info").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Api-Key,first-key",
        "Authorization,Bearer second-key",
        "authorization,bearer second-key"
    })
    void aRouteIsNotToldTheServicesKey(String header, String value) {
        Response response =
                given().header(header, value).header("X-Mine", "kept").get("/told/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).contains("kept").doesNotContain("first-key", "second-key");
    }

    @Test
    void aRouteKeepsACredentialOfItsOwn() {
        given().header("X-Api-Key", "first-key")
                .header("Authorization", "Bearer the-routes-own")
                .get("/told/plain")
                .then()
                .statusCode(200)
                .body("headers.authorization", contains("Bearer the-routes-own"));
    }

    @Test
    void healthNeedsNone() {
        given().get(live).then().statusCode(200);
    }
}
