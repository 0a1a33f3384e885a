package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code examples/bridge} with nothing on its class path but what its {@code pom.xml} names: no Quarkus, no PDF. */
class BridgeExampleTest {
    @Test
    void aPlainMainCallsPythonAThousandTimesWhileItsWorkersAreRecycled() throws Exception {
        Path example = Path.of("examples/bridge/src/main");
        Process main =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(example.resolve("resources")),
                                example.resolve("java/Checksums.java").toString(),
                                TestWorkers.PYTHON.toString())
                        .redirectErrorStream(true)
                        .start();
        String told = new String(main.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(main.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told).contains("1000 of 1000 answers are right");
        assertThat(told).containsPattern("recycled: \\{.*DOCUMENTS=[1-9]");
        assertThat(told).containsPattern("ended: \\{.*RECYCLED=[1-9]");
        assertThat(main.exitValue()).isZero();
    }

    private static String classPath(Path resources) {
        String needed =
                "(jackson-(databind|core|annotations)|micrometer-(core|commons|observation)|HdrHistogram|LatencyUtils|jspecify)-[0-9].*\\.jar";
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry ->
                                entry.endsWith("/target/classes")
                                        || Path.of(entry).getFileName().toString().matches(needed))
                .collect(
                        Collectors.joining(File.pathSeparator, resources + File.pathSeparator, ""));
    }
}
