package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A kernel that cannot give the whole sandbox; what a worker finds around itself. */
class WorkerSandboxTest {
    private static WorkerPool pool(String sandbox) {
        WorkerCommand command =
                TestWorkers.script("unsandboxable.py")
                        .withEnvironment(
                                "PYTHONPATH", Path.of("python").toAbsolutePath().toString());
        return WorkerPool.builder()
                .command(command)
                .settings(TestWorkers.settings().toBuilder().sandbox(sandbox).build())
                .start();
    }

    @Test
    void requiredMeansThatNoWorkerStartsWithoutIt() {
        try (WorkerPool pool = pool("required")) {
            await().until(() -> pool.state().exits(ExitReason.SANDBOX_FAILED) >= 1);
            assertThat(pool.state().ready()).isFalse();
            assertThat(pool.state().lastFailure())
                    .contains("sandbox-failed")
                    .contains("Function not implemented");
        }
    }

    @Test
    void bestEffortSaysWhatWasHad() {
        try (WorkerPool pool = pool("best-effort")) {
            await().until(() -> pool.state().ready());
            assertThat(pool.state().sandbox()).isEqualTo("partial");
            assertThat(pool.state().sandboxed()).isFalse();
        }
    }

    @Test
    void aWorkerGetsAnEnvironmentOfItsOwnAndIsTheFirstTheKernelTakes() throws IOException {
        try (WorkerPool pool = TestWorkers.runtimePool("surroundings.py", TestWorkers.settings());
                Reply reply = pool.call(Call.of("look"), TestWorkers.soon())) {
            JsonNode environment = reply.result().path("environment");
            environment
                    .properties()
                    .forEach(
                            variable ->
                                    assertThat(variable.getKey())
                                            .matches(
                                                    "PATH|LANG|LC_CTYPE|TMPDIR|PYTHON.*|OMP_.*|MALLOC_ARENA_MAX|PAGEBRIDGE_.*"));
            assertThat(environment.path("OMP_NUM_THREADS").asText()).isEqualTo("1");
            assertThat(environment.path("MALLOC_ARENA_MAX").asText()).isEqualTo("2");
            assertThat(reply.result().path("dumpable").asInt(-1)).isZero();
            Path score = Path.of("/proc/" + reply.worker().pid() + "/oom_score_adj");
            assertThat(Files.readString(score).strip()).isEqualTo("1000");
        }
    }
}
