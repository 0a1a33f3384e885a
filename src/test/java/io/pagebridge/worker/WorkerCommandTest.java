package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a worker's script and its interpreter may come from: each is started and called. */
class WorkerCommandTest {
    private static final String SCRIPT =
            """
            from pagebridge_worker import run
            import sys

            def where(request, body):
                return {"prefix": sys.prefix, "said": body.read().decode()}

            run(where)
            """;

    @TempDir private Path folder;

    @Test
    void aFile() throws IOException {
        Path script = Files.writeString(folder.resolve("worker.py"), SCRIPT);
        assertThat(said(WorkerCommand.python(TestWorkers.PYTHON, script))).isEqualTo("hello");
    }

    @Test
    void aDirectoryWhoseModulesImportEachOther() throws IOException {
        Files.writeString(folder.resolve("words.py"), "def loud(text): return text.upper()\n");
        Files.writeString(
                folder.resolve("__main__.py"),
                SCRIPT.replace("import sys", "import sys, words")
                        .replace("body.read().decode()", "words.loud(body.read().decode())"));
        assertThat(said(WorkerCommand.pythonFromDirectory(TestWorkers.PYTHON, folder)))
                .isEqualTo("HELLO");
    }

    @Test
    void theClassPath() {
        WorkerCommand command =
                WorkerCommand.pythonFromClassPath(TestWorkers.PYTHON, "/workers/where.py");
        assertThat(said(command)).isEqualTo("hello");
    }

    /** Nothing installed, nothing inherited: the runtime comes out of the jar. */
    @Test
    void aPlainInterpreterWithTheRuntimeOfTheLibrary() throws Exception {
        Path plain = plainInterpreter();
        Path script = Files.writeString(folder.resolve("worker.py"), SCRIPT);
        assertThat(said(WorkerCommand.python(plain, script).withRuntime())).isEqualTo("hello");
        WorkerCommand command = WorkerCommand.pythonFromClassPath(plain, "/workers/where.py");
        assertThat(said(command.withRuntime())).isEqualTo("hello");
        try (WorkerPool without = pool(WorkerCommand.python(plain, script))) {
            assertThat(awaitFailure(without)).contains("No module named 'pagebridge_worker'");
        }
    }

    /** The environment is laid out as {@code uv sync} does; its own interpreter runs the script. */
    @Test
    void aUvProject() throws Exception {
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = \"p\"\n");
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/worker.py"), SCRIPT);
        WorkerCommand command = WorkerCommand.uvProject(folder, "src/worker.py").withRuntime();
        assertThat(command.complaint())
                .hasValue("The project " + folder + " has no environment: run 'uv sync' in it.");

        Process made =
                new ProcessBuilder(
                                plainInterpreter().toString(),
                                "-m",
                                "venv",
                                "--without-pip",
                                folder.resolve(".venv").toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor()).isZero();
        assertThat(said(command)).isEqualTo("hello");
        try (WorkerPool pool = pool(command);
                Reply reply = pool.call(Call.of("where"), Deadline.in(Duration.ofSeconds(30)))) {
            assertThat(reply.result().path("prefix").asText())
                    .isEqualTo(folder.resolve(".venv").toString());
        }
    }

    @Test
    void aScriptThatIsNotThereIsToldInOneSentence() {
        assertThat(WorkerCommand.uvProject(Path.of("python"), "nothing.py").complaint().orElse(""))
                .startsWith("The worker script ")
                .contains("nothing.py")
                .endsWith("does not exist or cannot be read.");
        assertThat(
                        WorkerCommand.pythonFromClassPath(TestWorkers.PYTHON, "/nothing.py")
                                .withRuntime()
                                .complaint())
                .hasValue("The worker script /nothing.py is not on the class path.");
    }

    /** That of the machine, behind the environment of the tests. */
    private static Path plainInterpreter() throws IOException {
        Path base = TestWorkers.PYTHON.toRealPath();
        assertThat(base).isNotEqualTo(TestWorkers.PYTHON);
        return base;
    }

    private static String awaitFailure(WorkerPool pool) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (pool.state().lastFailure().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        return pool.state().lastFailure();
    }

    private static WorkerPool pool(WorkerCommand command) {
        return WorkerPool.builder().command(command).settings(PoolSettings.ofSize(1)).start();
    }

    private static String said(WorkerCommand command) {
        try (WorkerPool pool = pool(command);
                Reply reply =
                        pool.call(
                                Call.of("where").body("hello".getBytes()),
                                Deadline.in(Duration.ofSeconds(30)))) {
            return reply.result().path("said").asText();
        }
    }
}
