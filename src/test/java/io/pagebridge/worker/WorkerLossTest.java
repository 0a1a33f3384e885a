package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a lost worker costs, and what it does not. */
class WorkerLossTest {

    @Test
    void aKilledWorkerCostsItsOwnCallAndTheNextAnswerComesWithinASecond() {
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", PoolSettings.ofSize(1))) {
            await().until(() -> pool.state().usable() == 2);
            try (Reply reply =
                    pool.call(Call.of("echo", Map.of("sleep", 30)), TestWorkers.soon())) {
                ProcessHandle.of(reply.worker().pid()).orElseThrow().destroyForcibly();
                long killed = System.nanoTime();
                FailureException failure =
                        catchThrowableOfType(FailureException.class, reply::result);
                assertThat(failure.kind()).isEqualTo(FailureKind.WORKER_CRASHED);
                assertThat(failure.details()).containsEntry("worker_exit", "killed-unknown");
                pool.call(Call.of("echo"), TestWorkers.soon()).result();
                assertThat(Duration.ofNanos(System.nanoTime() - killed))
                        .isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void anIdleWorkerThatDiesIsReplaced() {
        try (WorkerPool pool =
                TestWorkers.pool("echo_worker.py", PoolSettings.builder(1).standby(0).build())) {
            await().until(() -> pool.state().usable() == 1);
            long pid = pool.state().workers().getFirst().pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            pool.call(Call.of("echo"), TestWorkers.soon()).result();
            assertThat(pool.state().exits(ExitReason.KILLED_UNKNOWN)).isEqualTo(1);
        }
    }

    @Test
    void tooManyLossesOpenTheCircuitAndGoodCallsCloseIt() {
        PoolSettings settings =
                TestWorkers.settings().toBuilder()
                        .breaker(
                                BreakerLimits.defaults()
                                        .withFaults(2)
                                        .withDelays(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                        .build();
        try (WorkerPool pool = TestWorkers.pool("crashing_worker.py", settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(TestWorkers.failure(pool, Call.of("x", Map.of("how", "abort"))).kind())
                        .isEqualTo(FailureKind.WORKER_CRASHED);
            }
            FailureException refused = TestWorkers.failure(pool, Call.of("x"));
            assertThat(refused.kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
            assertThat(refused.retryAfter()).isPresent();
            assertThat(pool.state().ready()).isFalse();
            await().until(() -> pool.state().ready());
            for (int i = 0; i < 3; i++) {
                pool.call(Call.of("x"), TestWorkers.soon()).result();
            }
            assertThat(pool.state().state()).isIn(PoolState.READY, PoolState.DEGRADED);
        }
    }

    @Test
    void aWorkerThatRanOutOfItsSoftTimeIsRecycled() {
        try (WorkerPool pool = TestWorkers.pool("soft_worker.py")) {
            Call call = Call.of("x", Map.of("late", true)).soft(Duration.ofSeconds(2));
            try (Reply reply = pool.call(call, TestWorkers.soon())) {
                assertThat(reply.result().path("deadline_ms").asInt()).isBetween(1_500, 2_000);
            }
            await().until(() -> pool.state().recycles().containsKey(RecycleTrigger.SOFT_TIMEOUT));
        }
    }

    private static PoolSettings growth(long bytes) {
        return PoolSettings.builder(1)
                .recycle(RecycleLimits.defaults().withGrowth(bytes).withMinimumLife(Duration.ZERO))
                .build();
    }

    @Test
    void aWorkerThatGrewIsRecycled() {
        try (WorkerPool pool = TestWorkers.pool("growing_worker.py", growth(30L << 20))) {
            for (int i = 0; i < 5; i++) {
                pool.call(Call.of("x", Map.of("mb", 12)), TestWorkers.soon()).result();
            }
            await().until(() -> pool.state().recycles().containsKey(RecycleTrigger.RSS_GROWTH));
        }
    }

    @Test
    void aLimitThatEveryNewWorkerBreaksIsAnAlarmAndNoLoop() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (WorkerPool pool =
                WorkerPool.builder()
                        .command(TestWorkers.script("growing_worker.py"))
                        .settings(growth(5L << 20))
                        .meters(meters)
                        .start()) {
            for (int i = 0; i < 12; i++) {
                pool.call(Call.of("x", Map.of("mb", 12)), TestWorkers.soon()).result();
            }
            assertThat(meters.get("pagebridge.recycle.alarms").counter().count()).isEqualTo(1);
            assertThat(pool.state().recycles()).isEmpty();
            assertThat(pool.state().exits()).isEmpty();
        }
    }

    @Test
    void anOnDemandPoolSleepsUntilItIsAskedAndAgainAfterwards() {
        PoolSettings settings = PoolSettings.builder(1).onDemand(Duration.ofMillis(300)).build();
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", settings)) {
            assertThat(pool.state().workers()).isEmpty();
            assertThat(pool.state().ready()).isTrue();
            pool.call(Call.of("echo"), TestWorkers.soon()).result();
            await().until(() -> pool.state().workers().isEmpty());
            assertThat(pool.state().recycles()).containsEntry(RecycleTrigger.IDLE, 1L);
            pool.call(Call.of("echo"), TestWorkers.soon()).result();
        }
    }

    @Test
    void everyEndIsCountedWithItsReason() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (WorkerPool pool =
                WorkerPool.builder()
                        .name("counted")
                        .command(TestWorkers.script("crashing_worker.py"))
                        .settings(TestWorkers.settings())
                        .meters(meters)
                        .start()) {
            TestWorkers.failure(pool, Call.of("x", Map.of("how", "segv")));
            await().until(
                            () ->
                                    meters.get("pagebridge.worker.exits")
                                                    .tag("reason", "native-crash")
                                                    .tag("pool", "counted")
                                                    .counter()
                                                    .count()
                                            == 1);
            assertThat(
                            meters.get("pagebridge.worker.documents")
                                    .tag("outcome", "native-crash")
                                    .timer()
                                    .count())
                    .isEqualTo(1);
            System.gc();
            assertThat(meters.get("pagebridge.pool.queue.wait").timer().count()).isPositive();
            assertThat(meters.get("pagebridge.pool.workers").tag("state", "idle").gauge().value())
                    .isBetween(0.0, 2.0);
        }
    }

    @Test
    void aScriptFromTheClassPathIsUnpackedForEachWorker() {
        WorkerCommand command =
                WorkerCommand.pythonFromClassPath(TestWorkers.PYTHON, "/px1/tiny_worker.py");
        try (WorkerPool pool =
                WorkerPool.builder().command(command).settings(TestWorkers.settings()).start()) {
            assertThat(pool.call(Call.of("x"), TestWorkers.soon()).result().path("ok").asBoolean())
                    .isTrue();
        }
    }
}
