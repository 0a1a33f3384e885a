package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a pool counts as ready and as live. */
class PoolSnapshotTest {
    private static final int DOWN_AFTER = 3;

    @ParameterizedTest
    @CsvSource({
        "READY, 1, 0, false, true",
        "DEGRADED, 1, 2, false, true",
        "DEGRADED, 0, 0, false, false",
        "DEGRADED, 0, 0, true, true",
        "DEGRADED, 1, 3, false, false",
        "DEGRADED, 0, 3, true, false",
        "BOOTING, 0, 0, false, false",
        "OPEN, 1, 0, false, false",
        "DRAINING, 1, 0, false, false",
        "STOPPED, 0, 0, false, false"
    })
    void itIsReadyWithAWorkerAndAClosedCircuit(
            PoolState state, int usable, int startFailures, boolean onDemand, boolean ready) {
        PoolSnapshot snapshot =
                snapshot(state, usable, startFailures, onDemand, Duration.ZERO, Duration.ZERO);
        assertThat(snapshot.ready()).isEqualTo(ready);
    }

    @Test
    void aFullLineIsNotUnready() {
        PoolSnapshot full = snapshot(PoolState.READY, 2, 0, false, Duration.ZERO, Duration.ZERO);
        assertThat(full.queued()).isEqualTo(8);
        assertThat(full.saturation()).isEqualTo(5);
        assertThat(full.ready()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "READY, PT0.3S, PT0S, true",
        "READY, PT9.9S, PT0S, true",
        "READY, PT10S, PT0S, false",
        "OPEN, PT0.3S, PT4M59S, true",
        "OPEN, PT0.3S, PT5M, false",
        "BOOTING, PT0.3S, PT5M, false",
        "DRAINING, PT1M, PT10M, true",
        "STOPPED, PT1M, PT10M, true"
    })
    void itIsLiveWhileItsClockTicksAndAWorkerWasThereInTheLastMinutes(
            PoolState state, Duration sinceTick, Duration withoutWorker, boolean live) {
        assertThat(snapshot(state, 0, 0, false, sinceTick, withoutWorker).live()).isEqualTo(live);
    }

    @Test
    void theTimeWithoutAWorkerIsTakenFromTheLastOneThatWasThere() {
        try (WorkerPool broken = TestWorkers.pool("broken_worker.py")) {
            Duration since = broken.state().withoutWorker();
            await().until(() -> broken.state().startFailures() >= 1);
            await().until(
                            () ->
                                    broken.state().withoutWorker().compareTo(since.plusMillis(500))
                                            > 0);
        }
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py")) {
            await().until(() -> pool.state().usable() > 0);
            assertThat(pool.state().withoutWorker()).isZero();
        }
    }

    @Test
    void aClockThatNoLongerTicksIsSeen() {
        WorkerPool pool = TestWorkers.pool("echo_worker.py");
        pool.close();
        Duration since = pool.state().sinceTick();
        await().until(() -> pool.state().sinceTick().compareTo(since.plusMillis(500)) > 0);
    }

    private static PoolSnapshot snapshot(
            PoolState state,
            int usable,
            int startFailures,
            boolean onDemand,
            Duration sinceTick,
            Duration withoutWorker) {
        return new PoolSnapshot(
                "test",
                state,
                2,
                usable,
                2,
                0,
                8,
                Map.of(),
                Map.of(),
                startFailures,
                DOWN_AFTER,
                onDemand,
                "",
                "full",
                Map.of(),
                "",
                0,
                sinceTick,
                withoutWorker,
                0,
                List.of());
    }
}
