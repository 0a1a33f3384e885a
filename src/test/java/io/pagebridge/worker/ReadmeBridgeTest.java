package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of README.md's section for those who want only the bridge, run as it stands there. */
class ReadmeBridgeTest {
    private static String example(String language) throws IOException {
        Matcher found =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(
                                Files.readString(Path.of("README.md"))
                                        .split("## Only the bridge")[1]);
        assertThat(found.find()).as(language).isTrue();
        return found.group(1);
    }

    @Test
    void itPrintsWhatTheReadmeSays(@TempDir Path directory) throws Exception {
        String java = example("java");
        assertThat(java.lines().count()).isLessThanOrEqualTo(15);
        Path script = Files.writeString(directory.resolve("shout.py"), example("python"));
        Path source =
                Files.writeString(
                        directory.resolve("Shout.java"),
                        java.replace("\"shout.py\"", '"' + script.toString() + '"')
                                .replace("python/.venv/bin/python", TestWorkers.PYTHON.toString()));
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                source.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).isZero();
        assertThat(said.strip()).isEqualTo("HO HO");
        assertThat(Files.readString(Path.of("README.md"))).contains("It prints `HO HO `");
    }
}
