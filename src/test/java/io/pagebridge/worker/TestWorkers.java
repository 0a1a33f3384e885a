package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagebridge.failure.FailureException;
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

    /** Two workers, each started when it is needed. */
    static final PoolSettings ONE = settings().toBuilder().onDemand(Duration.ofMinutes(5)).build();

    private TestWorkers() {}

    static WorkerCommand script(String name) {
        return WorkerCommand.python(PYTHON, SCRIPTS.resolve(name));
    }

    /** Two workers, no standby, short clocks. */
    static PoolSettings settings() {
        return PoolSettings.builder(2)
                .standby(0)
                .clocks(Clocks.builder().cancelGrace(Duration.ofMillis(500)).build())
                .build();
    }

    static WorkerPool pool(String script, PoolSettings settings) {
        return WorkerPool.builder().name("test").command(script(script)).settings(settings).start();
    }

    static WorkerPool pool(String script) {
        return pool(script, settings());
    }

    /** A pool over a script that uses {@code pagebridge_worker}. */
    static WorkerPool runtimePool(String script, PoolSettings settings) {
        WorkerCommand command =
                script(script)
                        .withEnvironment(
                                "PYTHONPATH", Path.of("python").toAbsolutePath().toString());
        return WorkerPool.builder().name("test").command(command).settings(settings).start();
    }

    /** What goes wrong with a call; null when nothing does. */
    static FailureException failure(WorkerPool pool, Call call) {
        return catchThrowableOfType(
                FailureException.class,
                () -> {
                    try (Reply reply = pool.call(call, soon())) {
                        reply.result();
                    }
                });
    }

    /** The process that answers, of a script that tells. */
    static long pidOf(WorkerPool pool) {
        try (Reply reply = pool.call(Call.of("x"), soon())) {
            return reply.result().path("pid").asLong();
        }
    }

    /** Whether there is such a process; one that is dead and not yet buried by its parent does not run. */
    static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
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
