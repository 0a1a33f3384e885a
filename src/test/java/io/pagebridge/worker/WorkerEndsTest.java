package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acceptance list, ends of workers: each has its reason, and costs what it must and no more. Real processes that misbehave on purpose. */
class WorkerEndsTest {
    @ParameterizedTest(name = "({0}: {3})")
    @CsvSource({
        "segv, 0, WORKER_CRASHED, NATIVE_CRASH",
        "abort, 0, WORKER_CRASHED, NATIVE_CRASH",
        "in-frame, 0, WORKER_CRASHED, NATIVE_CRASH",
        "kill, 0, WORKER_CRASHED, KILLED_UNKNOWN",
        "exit, 0, WORKER_CRASHED, EXITED",
        "exit, 70, OUT_OF_MEMORY, OOM_SELF",
        "exit, 71, WORKER_CRASHED, PROTOCOL",
        "exit, 73, WORKER_CRASHED, PARENT_GONE",
        "close, 0, WORKER_CRASHED, PROTOCOL",
        "memory-error, 0, OUT_OF_MEMORY, OOM_SELF",
        "bad-alloc, 0, OUT_OF_MEMORY, OOM_SELF",
    })
    @DisplayName("acceptance 05: every way to end has its reason")
    void everyWayToEndHasItsReason(String how, int status, FailureKind kind, ExitReason reason) {
        try (WorkerPool pool = TestWorkers.pool("crashing_worker.py", TestWorkers.ONE)) {
            FailureException failure =
                    TestWorkers.failure(pool, Call.of("x", Map.of("how", how, "status", status)));
            assertThat(failure.kind()).isEqualTo(kind);
            await().until(() -> pool.state().exits(reason) == 1);
            if (!how.equals("memory-error")) {
                assertThat(failure.details()).containsEntry("worker_exit", reason.label());
            }
            assertThat(pool.state().lastFailure()).contains("about to end: " + how);
            pool.call(Call.of("x"), TestWorkers.soon()).result();
        }
    }

    @Test
    @DisplayName(
            "acceptance 11: a worker that cannot be imported: three starts, DOWN, a visible back-off, no spin")
    void anImportErrorBringsThePoolDownWithoutASpin() {
        try (WorkerPool pool = TestWorkers.pool("broken_worker.py")) {
            await().atMost(Duration.ofSeconds(15)).until(() -> pool.state().startFailures() >= 3);
            PoolSnapshot state = pool.state();
            assertThat(state.ready()).isFalse();
            assertThat(state.lastFailure()).contains("a_module_that_does_not_exist");
            FailureException refused = TestWorkers.failure(pool, Call.of("x"));
            assertThat(refused.kind()).isEqualTo(FailureKind.NOT_READY);
            assertThat(refused.retryAfter()).isPresent();
            assertThat(pool.state().exits().values().stream().mapToLong(n -> n).sum())
                    .isLessThan(6);
        }
    }

    @Test
    @DisplayName("acceptance 12: the same poison document five times costs two workers at most")
    void aPoisonDocumentCostsTwoWorkersAtMost() {
        try (WorkerPool pool = TestWorkers.pool("crashing_worker.py")) {
            Call poison = Call.of("x", Map.of("how", "segv")).poisonKey("digest");
            for (int i = 0; i < 5; i++) {
                FailureKind expected =
                        i < 2 ? FailureKind.WORKER_CRASHED : FailureKind.DOCUMENT_QUARANTINED;
                assertThat(TestWorkers.failure(pool, poison).kind()).isEqualTo(expected);
            }
            assertThat(pool.state().exits(ExitReason.NATIVE_CRASH)).isEqualTo(2);
            pool.call(Call.of("x"), TestWorkers.soon()).result();
        }
    }

    @Test
    @DisplayName("acceptance 17: a worker over its memory limit costs its own call only")
    void aWorkerOverItsMemoryLimitCostsItsOwnCallOnly() throws Exception {
        PoolSettings small = TestWorkers.settings().toBuilder().workerMemory(200L << 20).build();
        try (WorkerPool pool = TestWorkers.pool("growing_worker.py", small);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> neighbour =
                    callers.submit(
                            () ->
                                    pool.call(
                                                    Call.of("x", Map.of("sleep", 1.5)),
                                                    TestWorkers.soon())
                                            .result());
            FailureException failure =
                    TestWorkers.failure(pool, Call.of("x", Map.of("mb", 400, "sleep", 30)));
            assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
            assertThat(failure.details()).containsEntry("worker_exit", "oom");
            neighbour.get();
        }
    }
}
