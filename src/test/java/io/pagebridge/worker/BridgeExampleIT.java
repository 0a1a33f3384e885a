package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/bridge} by its own {@code pom.xml} against the installed artifact: the jar that {@code mvn install}
 * would put into a repository, in a repository of the test's, in front of the one that this build fills.
 */
class BridgeExampleIT {
    private static final String VERSION = "0.1.0";

    @TempDir private Path folder;

    @Test
    void aPlainMainCallsPythonAThousandTimesWhileItsWorkersAreRecycled() throws Exception {
        Path repository = folder.resolve("repository");
        mvn(
                Path.of("").toAbsolutePath(),
                "install:install-file",
                "-Dfile=" + Path.of("target/pagebridge-" + VERSION + ".jar").toAbsolutePath(),
                "-DpomFile=" + Path.of("pom.xml").toAbsolutePath(),
                "-DlocalRepositoryPath=" + repository);
        Path installed = repository.resolve("io/pagebridge/pagebridge").resolve(VERSION);
        assertThat(installed.resolve("pagebridge-" + VERSION + ".jar")).isRegularFile();
        assertThat(installed.resolve("pagebridge-" + VERSION + ".pom")).isRegularFile();

        Path example = copyOfTheExample();
        String told =
                mvn(
                        example,
                        "compile",
                        "exec:java",
                        "-Dmaven.repo.local=" + repository,
                        "-Dmaven.repo.local.tail=" + ownRepository(),
                        "-Dpython=" + TestWorkers.PYTHON.toRealPath());
        assertThat(told).contains("1000 of 1000 answers are right");
        assertThat(told).containsPattern("recycled: \\{.*DOCUMENTS=[1-9]");
        assertThat(told).containsPattern("ended: \\{.*RECYCLED=[1-9]");
    }

    private Path copyOfTheExample() throws IOException {
        Path example = Files.createDirectory(folder.resolve("example"));
        Path source = Path.of("examples/bridge");
        try (java.util.stream.Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = example.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return example;
    }

    private static Path ownRepository() {
        String set = System.getProperty("maven.repo.local");
        return set == null
                ? Path.of(System.getProperty("user.home"), ".m2", "repository")
                : Path.of(set);
    }

    private String mvn(Path directory, String... arguments) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(Path.of("mvnw").toAbsolutePath().toString(), "-o", "-q", "-B"));
        line.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "mvn", ".log");
        Process run =
                new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = run.waitFor(4, TimeUnit.MINUTES);
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended).as(told).isTrue();
        assertThat(run.exitValue()).as(told).isZero();
        return told;
    }
}
