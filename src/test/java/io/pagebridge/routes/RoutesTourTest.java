package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The five minutes of {@code docs/python-routes.md}, as they stand there. */
@QuarkusTest
@TestProfile(RoutesTourTest.Tour.class)
class RoutesTourTest {
    private static final Pattern BLOCK =
            Pattern.compile("```sh\n(.*?)```\n(?:```json\n(.*?)```)?", Pattern.DOTALL);

    @TestHTTPResource("/")
    URI service;

    /** The first block makes the directory; the service starts with what it made. */
    public static class Tour extends RoutesProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory(Path.of("target"), "tour-");
                Path examples = Path.of("examples").toAbsolutePath();
                Files.createSymbolicLink(folder.resolve("examples"), examples);
                sh(folder, blocks().getFirst().group(1));
                sh(
                        folder,
                        blocks().stream()
                                .map(block -> block.group(1).split("\n\\./pagebridge")[0])
                                .filter(script -> script.contains("_hook.py"))
                                .findFirst()
                                .orElseThrow());
                Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
                String directory = folder.resolve("my-routes").toString();
                settings.put("pagebridge.routes.directory", directory);
                settings.put("pagebridge.chunks.hook", "_hook:over");
                settings.remove("pagebridge.python.script");
                return settings;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void everyCallAnswersAsPrinted() throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        String here = service.getHost() + ":" + service.getPort();
        List<MatchResult> calls =
                blocks().stream()
                        .filter(
                                block ->
                                        block.group(2) != null && block.group(1).startsWith("curl"))
                        .toList();
        assertThat(calls).hasSize(3);
        for (MatchResult call : calls) {
            String answer = sh(Path.of("."), call.group(1).replace("localhost:8080", here));
            for (Map.Entry<String, JsonNode> printed : json.readTree(call.group(2)).properties()) {
                assertThat(json.readTree(answer).get(printed.getKey()))
                        .as(call.group(1))
                        .isEqualTo(printed.getValue());
            }
        }
    }

    /** The hook's call, and the chunk that is printed. */
    @Test
    void theHookHasDoneWhatIsPrinted() throws IOException, InterruptedException {
        MatchResult tour =
                blocks().stream()
                        .filter(block -> block.group(1).contains("chunks.hook="))
                        .findFirst()
                        .orElseThrow();
        String call = tour.group(1).substring(tour.group(1).indexOf("curl"));
        String here = service.getHost() + ":" + service.getPort();
        ObjectMapper json = new ObjectMapper();
        JsonNode answer = json.readTree(sh(Path.of("."), call.replace("localhost:8080", here)));
        JsonNode printed = json.readTree(tour.group(2)).at("/chunks/1");
        String start = printed.at("/text").asText().replace("…", "");
        assertThat(answer.at("/chunks"))
                .anySatisfy(
                        chunk -> {
                            assertThat(chunk.at("/text").asText()).startsWith(start);
                            assertThat(chunk.at("/source")).isEqualTo(printed.at("/source"));
                        })
                .allSatisfy(
                        chunk -> {
                            assertThat(chunk.at("/tokens").asInt()).isGreaterThan(8);
                            assertThat(chunk.toString()).doesNotContain("Aldermoor");
                        });
    }

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/python-routes.md"))).results().toList();
    }

    private static String sh(Path folder, String script) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-ec", script)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(script).isZero();
        return answer;
    }
}
