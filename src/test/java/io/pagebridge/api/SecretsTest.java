package io.pagebridge.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, passwords, names, text and paths stay where they belong, however a request ends. */
@QuarkusTest
@TestProfile(AuthTest.Closed.class)
class SecretsTest {
    private static final String[] ORDERS = {
        "fine", "encrypted", "corrupt", "crash", "exit", "memory", "garbage", "lie", "sleep"
    };
    private static final String[] SECRETS = {
        "first-key", "second-key", "stolen-key", "hunter2", "salaries", "obedient"
    };

    @Test
    void nothingSecretIsInAnyProblemOrLogLine() {
        List<String> problems = new ArrayList<>();
        try (LogLines log = new LogLines()) {
            for (String order : ORDERS) {
                byte[] pdf = ScriptedEngine.document(order + " secrets");
                answered(problems, post(pdf, "first-key", "?timeout=2"));
                answered(problems, post(pdf, "stolen-key", ""));
                answered(problems, post(pdf, "first-key", "?password=hunter2"));
                answered(problems, post(pdf, "first-key", "?ocr=maybe"));
                answered(
                        problems,
                        given().header("X-Api-Key", "second-key")
                                .multiPart("file", "salaries.pdf", pdf)
                                .multiPart("password", "hunter2")
                                .multiPart("password", "hunter2-again")
                                .post("/v1/extract"));
            }
            answered(problems, given().header("X-Api-Key", "stolen-key").get("/v1/info"));

            assertThat(problems).hasSizeGreaterThan(ORDERS.length * 4);
            String all = String.join("\n", problems);
            assertThat(all).doesNotContain(SECRETS).doesNotContain("\tat ", "Exception", "/tmp/");
            assertThat(all).doesNotContain(Path.of("").toAbsolutePath().toString(), "test-spool");
            assertThat(log.all()).doesNotContain(SECRETS).doesNotContain("test-spool");
        }
    }

    private static Response post(byte[] pdf, String key, String query) {
        return given().header("Authorization", "Bearer " + key)
                .header("X-PDF-Password", "hunter2")
                .header("X-Filename", "salaries.pdf")
                .body(pdf)
                .post("/v1/extract" + query);
    }

    /** A document's own answer may hold its text and its name; nothing else may. */
    private static void answered(List<String> problems, Response response) {
        String headers = response.headers().toString();
        problems.add(response.statusCode() == 200 ? headers : headers + response.asString());
    }
}
