package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pool counts is what has happened; which worker it chooses. */
class PoolMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private WorkerPool pool(String script, PoolSettings settings) {
        return WorkerPool.builder()
                .command(TestWorkers.script(script))
                .settings(settings)
                .meters(meters)
                .start();
    }

    private double recycles(String trigger) {
        return meters.get("pagebridge.recycles").tag("trigger", trigger).counter().count();
    }

    @Test
    void everyRecycleIsCountedByItsTriggerAndEveryEndByItsReason() {
        PoolSettings settings =
                PoolSettings.builder(1).recycle(RecycleLimits.never().withDocuments(5)).build();
        try (WorkerPool pool = pool("echo_worker.py", settings)) {
            for (int i = 0; i < 20; i++) {
                await().until(() -> pool.state().count(WorkerState.STANDBY) == 1);
                pool.call(Call.of("echo"), TestWorkers.soon()).result();
            }
            await().until(() -> recycles("documents") == 4);
            await().until(
                            () ->
                                    meters.get("pagebridge.worker.exits")
                                                    .tag("reason", "recycled")
                                                    .counter()
                                                    .count()
                                            == 4);
            assertThat(pool.state().recycles()).isEqualTo(Map.of(RecycleTrigger.DOCUMENTS, 4L));
            assertThat(recycles("parts") + recycles("age") + recycles("rss-growth")).isZero();
        }
    }

    @Test
    void everyDocumentThatIsBannedIsCountedOnce() {
        try (WorkerPool pool = pool("crashing_worker.py", TestWorkers.settings())) {
            for (int i = 0; i < 4; i++) {
                TestWorkers.failure(pool, Call.of("x", Map.of("how", "segv")).poisonKey("poison"));
            }
            TestWorkers.failure(pool, Call.of("x", Map.of("how", "segv")).poisonKey("once"));
            assertThat(meters.get("pagebridge.quarantined").counter().count()).isEqualTo(1);
            assertThat(TestWorkers.failure(pool, Call.of("x").poisonKey("poison")).kind())
                    .isEqualTo(FailureKind.DOCUMENT_QUARANTINED);
        }
    }

    @Test
    void whoWasUsedLastIsUsedNext() {
        PoolSettings settings = PoolSettings.builder(3).standby(0).build();
        try (WorkerPool pool = pool("echo_worker.py", settings)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.state().usable() == 3);
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 9; i++) {
                pids.add(TestWorkers.pidOf(pool));
            }
            assertThat(pids).hasSize(1);
        }
    }
}
