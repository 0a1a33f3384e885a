package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A kernel that cannot give the whole sandbox. */
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
}
