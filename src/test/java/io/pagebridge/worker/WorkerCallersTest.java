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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acceptance list, callers: who is late, who leaves, who is slow, who comes while the pool is closing. */
class WorkerCallersTest {
    @Test
    @DisplayName("acceptance 02: the next caller never sees an answer that came too late")
    void aLateAnswerIsNeverSeen() throws InterruptedException {
        try (WorkerPool pool =
                TestWorkers.pool("late_worker.py", PoolSettings.builder(1).standby(0).build())) {
            Call slow = Call.of("x", Map.of("sleep", 3)).body(new byte[] {1});
            FailureException late = TestWorkers.failure(pool, slow.hard(Duration.ofMillis(200)));
            assertThat(late.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
            assertThat(late.details()).containsEntry("worker_exit", "timeout");
            for (int i = 0; i < 5; i++) {
                try (Reply reply =
                        pool.call(Call.of("x").body(new byte[] {2}), TestWorkers.soon())) {
                    assertThat(reply.next().body()).containsExactly(2);
                }
            }
        }
    }

    @Test
    @DisplayName(
            "acceptance 08: a worker that was started by the pool and left alone is still alive")
    void anIdleWorkerStaysAlive() throws InterruptedException {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py", TestWorkers.ONE)) {
            long pid;
            try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
                pid = caller.submit(() -> TestWorkers.pidOf(pool)).get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
            }
            Thread.sleep(3_000); // longer than any thread but the spawner would live on
            assertThat(TestWorkers.pidOf(pool)).isEqualTo(pid);
        }
    }

    @ParameterizedTest(name = "({0})")
    @ValueSource(strings = {"mute_worker.py", "obedient_worker.py"})
    @DisplayName(
            "acceptance 13: the slot is free three seconds after the caller left a running call")
    void aSlotIsFreeSoonAfterTheCallerLeft(String script) {
        try (WorkerPool pool =
                TestWorkers.pool(script, PoolSettings.builder(1).standby(0).build())) {
            Reply reply = pool.call(Call.of("x", Map.of("parts", 1)), TestWorkers.soon());
            reply.next();
            reply.close();
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> pool.state().busy() == 0 && pool.state().usable() == 1);
            assertThat(pool.state().exits(ExitReason.CANCELLED)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("acceptance 13: a caller that leaves while it waits gives its place back")
    void aCallerMayLeaveTheLine() throws InterruptedException {
        try (WorkerPool pool =
                        TestWorkers.pool(
                                "mute_worker.py", PoolSettings.builder(1).standby(0).build());
                Reply _ = pool.call(Call.of("x"), TestWorkers.soon())) {
            Thread waiting =
                    Thread.startVirtualThread(() -> TestWorkers.failure(pool, Call.of("x")));
            await().until(() -> pool.state().queued() == 1);
            waiting.interrupt();
            waiting.join();
            assertThat(pool.state().queued()).isZero();
        }
    }

    @Test
    @DisplayName("acceptance 14: a slow caller does not keep a worker that has answered")
    void aSlowCallerDoesNotKeepTheWorker() {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py", TestWorkers.ONE);
                Reply slow =
                        pool.call(Call.of("x").body(new byte[4_000_000]), TestWorkers.soon())) {
            await().atMost(Duration.ofSeconds(2)).until(() -> pool.state().busy() == 0);
            assertThat(slow.next().body()).hasSize(4_000_000);
        }
    }

    @Test
    @DisplayName("acceptance 16: a drain finishes what is under way and refuses what is new")
    void aDrainFinishesWhatIsUnderWay() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Call call = Call.of("x", Map.of("sleep", 0.5)).body(new byte[] {7});
            var running =
                    IntStream.range(0, 4)
                            .mapToObj(i -> callers.submit(() -> firstByte(pool, call)))
                            .collect(Collectors.toList());
            await().until(() -> pool.state().busy() == 2 && pool.state().queued() == 2);
            Future<Boolean> drained = callers.submit(() -> pool.drain(Duration.ofSeconds(10)));
            await().until(() -> pool.state().state() == PoolState.DRAINING);
            assertThat(TestWorkers.failure(pool, call).kind()).isEqualTo(FailureKind.DRAINING);
            for (Future<Integer> each : running) {
                assertThat(each.get()).isEqualTo(7);
            }
            assertThat(drained.get()).isTrue();
            assertThat(pool.state().state()).isEqualTo(PoolState.STOPPED);
        }
    }

    private static int firstByte(WorkerPool pool, Call call) {
        try (Reply reply = pool.call(call, TestWorkers.soon())) {
            return reply.next().body()[0];
        }
    }
}
