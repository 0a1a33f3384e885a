package io.pagebridge.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The workers in {@code src/test/python}, which misbehave on purpose, and pools of them. */
final class TestWorkers {
    static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();
    static final Path PYTHON = interpreter();

    private TestWorkers() {}

    static WorkerCommand script(String name) {
        return WorkerCommand.python(PYTHON, SCRIPTS.resolve(name));
    }

    /** Two workers, no standby, short clocks. */
    static PoolSettings settings() {
        return PoolSettings.ofSize(2)
                .withStandby(0)
                .withClocks(Clocks.defaults().withCancelGrace(Duration.ofMillis(500)));
    }

    static WorkerPool pool(String script, PoolSettings settings) {
        return WorkerPool.builder().name("test").command(script(script)).settings(settings).start();
    }

    static WorkerPool pool(String script) {
        return pool(script, settings());
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    /** The real program behind {@code python3}: never a shim, which would be a process in between. */
    private static Path interpreter() {
        try {
            Path ours = Path.of("python/.venv/bin/python").toAbsolutePath();
            if (Files.isExecutable(ours)) {
                return ours;
            }
            Process asked =
                    new ProcessBuilder(
                                    "python3",
                                    "-c",
                                    "import os,sys; print(os.path.realpath(sys.executable))")
                            .start();
            String path = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Path.of(path.trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
