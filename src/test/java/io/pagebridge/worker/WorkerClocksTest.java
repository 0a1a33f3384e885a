package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are too slow, strangers, or missing. */
class WorkerClocksTest {

    @Test
    @DisplayName("a worker that never says hello is killed after its start time")
    void aSilentWorkerIsKilled() {
        PoolSettings settings = clocks(Clocks.builder().start(Duration.ofMillis(300)).build());
        try (WorkerPool pool = TestWorkers.pool("silent_worker.py", settings)) {
            await().until(() -> pool.state().exits(ExitReason.START_TIMEOUT) >= 1);
        }
    }

    private static PoolSettings clocks(Clocks clocks) {
        return TestWorkers.settings().toBuilder().clocks(clocks).build();
    }

    @Test
    @DisplayName("a worker that does not accept is killed, and the call tried once elsewhere")
    void aDeafWorkerIsKilledAndTheCallTriedElsewhere() {
        PoolSettings settings = clocks(Clocks.builder().accepted(Duration.ofMillis(300)).build());
        try (WorkerPool pool = TestWorkers.pool("deaf_worker.py", settings)) {
            FailureException failure =
                    TestWorkers.failure(pool, Call.of("x").body(new byte[1_000_000]));
            assertThat(failure.details()).containsEntry("worker_exit", "not-accepted");
            await().until(() -> pool.state().exits(ExitReason.NOT_ACCEPTED) == 2);
        }
    }

    @Test
    @DisplayName("a call whose worker is lost before it accepts is answered by another one")
    void aCallLostBeforeItIsAcceptedIsAnsweredElsewhere(@TempDir Path directory) {
        WorkerCommand command =
                TestWorkers.script("hasty_crasher.py")
                        .withArguments(directory.resolve("seen").toString());
        try (WorkerPool pool =
                WorkerPool.builder().command(command).settings(TestWorkers.settings()).start()) {
            assertThat(TestWorkers.pidOf(pool)).isPositive();
            await().until(() -> pool.state().exits(ExitReason.NATIVE_CRASH) == 1);
        }
    }

    @Test
    @DisplayName("a worker that says nothing for too long is killed")
    void aStalledWorkerIsKilled() {
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py")) {
            FailureException failure =
                    TestWorkers.failure(pool, Call.of("x").stall(Duration.ofMillis(300)));
            assertThat(failure.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
            assertThat(failure.details()).containsEntry("worker_exit", "stalled");
        }
    }

    @Test
    @DisplayName("a full line refuses at once and says when to come back")
    void aFullLineRefusesAtOnce() {
        PoolSettings settings = PoolSettings.builder(1).standby(0).queue(0).build();
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py", settings)) {
            await().until(() -> pool.state().ready());
            try (Reply _ = pool.call(Call.of("x"), TestWorkers.soon())) {
                FailureException refused = TestWorkers.failure(pool, Call.of("x"));
                assertThat(refused.kind()).isEqualTo(FailureKind.QUEUE_FULL);
                assertThat(refused.retryAfter()).isPresent();
            }
        }
    }

    @Test
    @DisplayName("who waits in the line for too long is refused and told when to come back")
    void whoWaitsTooLongIsRefused() {
        PoolSettings settings =
                PoolSettings.builder(1)
                        .standby(0)
                        .clocks(Clocks.builder().queueWait(Duration.ofMillis(300)).build())
                        .build();
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py", settings)) {
            await().until(() -> pool.state().ready());
            try (Reply _ = pool.call(Call.of("x"), TestWorkers.soon())) {
                FailureException refused = TestWorkers.failure(pool, Call.of("x"));
                assertThat(refused.kind()).isEqualTo(FailureKind.QUEUE_FULL);
                assertThat(refused).hasMessageContaining("free in time");
                assertThat(refused.retryAfter()).isPresent();
                FailureException late =
                        catchThrowableOfType(
                                FailureException.class,
                                () -> pool.call(Call.of("x"), Deadline.in(Duration.ofMillis(50))));
                assertThat(late.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
                assertThat(pool.state().queued()).isZero();
            }
        }
    }

    @Test
    @DisplayName("a worker that does not end when it is asked to is killed after its grace")
    void aWorkerThatDoesNotRetireIsKilled() {
        PoolSettings settings =
                PoolSettings.builder(1)
                        .clocks(Clocks.builder().retireGrace(Duration.ofMillis(300)).build())
                        .recycle(
                                RecycleLimits.defaults()
                                        .withAge(Duration.ofSeconds(1))
                                        .withMinimumLife(Duration.ZERO))
                        .build();
        try (WorkerPool pool = TestWorkers.pool("deaf_worker.py", settings)) {
            await().until(() -> pool.state().exits(ExitReason.RECYCLED) >= 1);
            assertThat(pool.state().recycles()).containsKey(RecycleTrigger.AGE);
            assertThat(pool.state().exits()).containsOnlyKeys(ExitReason.RECYCLED);
        }
    }

    @Test
    @DisplayName(
            "a caller that writes to a worker that answers without reading is freed by the clock")
    void aFullPipeDoesNotKeepTheCaller() {
        PoolSettings settings =
                PoolSettings.builder(1)
                        .standby(0)
                        .clocks(Clocks.builder().accepted(Duration.ofSeconds(1)).build())
                        .build();
        // Small enough to be written by the caller itself; twenty fill the pipe.
        Call small = Call.of("x").body(new byte[3_500]);
        try (WorkerPool pool = TestWorkers.pool("skimming_worker.py", settings)) {
            for (int i = 0; i < 30; i++) {
                try (Reply reply = pool.call(small, TestWorkers.soon())) {
                    reply.result();
                }
            }
            assertThat(pool.state().exits(ExitReason.NOT_ACCEPTED)).isPositive();
        }
    }

    @Test
    @DisplayName("a worker of a protocol that nobody knows is a start failure")
    void aStrangerIsRefused() {
        try (WorkerPool pool = TestWorkers.pool("stranger_worker.py")) {
            await().until(() -> pool.state().startFailures() >= 1);
            assertThat(pool.state().lastFailure()).contains("does not speak PX1");
        }
    }

    @Test
    @DisplayName("a script that does not exist is one clear sentence")
    void aMissingScriptIsOneClearSentence() {
        try (WorkerPool pool = TestWorkers.pool("nowhere.py")) {
            await().until(() -> pool.state().startFailures() >= 1);
            assertThat(pool.state().lastFailure())
                    .contains("nowhere.py")
                    .contains(TestWorkers.PYTHON.toString())
                    .contains("does not exist");
        }
    }

    @Test
    @DisplayName("nothing is left on disk and no process lives when a pool is closed")
    void nothingIsLeftWhenAPoolIsClosed(@TempDir Path scratch) throws IOException {
        WorkerPool pool =
                TestWorkers.pool(
                        "late_worker.py",
                        TestWorkers.settings().toBuilder().scratch(scratch).build());
        long pid = TestWorkers.pidOf(pool);
        assertThat(scratch).isNotEmptyDirectory();
        pool.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        await().untilAsserted(() -> assertThat(scratch).isEmptyDirectory());
    }
}
