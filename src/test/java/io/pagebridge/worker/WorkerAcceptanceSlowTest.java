package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The points of the list that need a JVM of their own or many calls. */
@Tag("slow")
class WorkerAcceptanceSlowTest {
    /** Longer than the threads that carry virtual ones are kept (30 s), and any pool's. */
    private static final Duration MINUTES = Duration.ofSeconds(75);

    @Test
    @DisplayName("acceptance 08: a worker left alone for more than a minute is still alive")
    void aWorkerLeftAloneForLongIsAlive() throws Exception {
        try (WorkerPool pool =
                TestWorkers.runtimePool("shout.py", PoolSettings.builder(1).standby(1).build())) {
            try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
                caller.submit(() -> pool.call(Call.of("shout"), TestWorkers.soon()).result()).get();
            }
            await().until(() -> pool.state().usable() == 2);
            List<Long> before = pids(pool);
            Thread.sleep(MINUTES);
            assertThat(pids(pool)).isEqualTo(before);
            pool.call(Call.of("shout"), TestWorkers.soon()).result();
            assertThat(pool.state().exits()).isEmpty();
        }
    }

    private static List<Long> pids(WorkerPool pool) {
        return pool.state().workers().stream().map(PoolSnapshot.WorkerView::pid).toList();
    }

    @Test
    @DisplayName(
            "acceptance 07: no orphan a second after the JVM was killed, even when its worker burns CPU in C")
    void noOrphanWhenTheJvmIsKilled() throws IOException {
        Process jvm = ProbeJvm.start(List.of(), List.of("-Xmx64m"), "burn");
        BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8);
        long worker = Long.parseLong(lines.readLine());
        assertThat(TestWorkers.runs(worker)).isTrue();
        jvm.destroyForcibly();
        await().atMost(Duration.ofSeconds(1)).until(() -> !TestWorkers.runs(worker));
    }

    @Test
    @DisplayName("acceptance 09: a JVM with a heap of 4 GB does not recycle its workers in a storm")
    void aBigHeapIsNotTakenForTheWorkersMemory() throws Exception {
        Process jvm =
                ProbeJvm.start(
                        List.of(), List.of("-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"), "storm");
        String recycled = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(recycled).isEqualTo("0");
        assertThat(jvm.waitFor()).isZero();
    }

    @Test
    @DisplayName(
            "acceptance 10: 1,000 calls, recycle every 20, 4 workers: no failure, one recycling at a time, always ready")
    void recyclingIsInvisible() throws Exception {
        PoolSettings settings =
                PoolSettings.builder(4)
                        .recycle(
                                RecycleLimits.defaults()
                                        .withDocuments(20)
                                        .withMinimumLife(Duration.ZERO))
                        .build();
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", settings);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            await().until(() -> pool.state().usable() == 5);
            AtomicBoolean over = new AtomicBoolean();
            Future<Integer> fewestUsable = callers.submit(() -> watch(pool, over));
            List<Future<Integer>> answered = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                answered.add(callers.submit(() -> hundredAndTwentyFive(pool)));
            }
            for (Future<Integer> each : answered) {
                assertThat(each.get()).isEqualTo(125);
            }
            over.set(true);
            assertThat(fewestUsable.get()).isGreaterThanOrEqualTo(3);
            PoolSnapshot state = pool.state();
            assertThat(state.recycles().get(RecycleTrigger.DOCUMENTS)).isGreaterThan(5);
            assertThat(state.exits().keySet()).containsOnly(ExitReason.RECYCLED);
        }
    }

    /** Looks all the time; gives the fewest usable workers ever seen. */
    private static int watch(WorkerPool pool, AtomicBoolean over) throws InterruptedException {
        int fewest = Integer.MAX_VALUE;
        while (!over.get()) {
            PoolSnapshot state = pool.state();
            assertThat(state.ready()).isTrue();
            assertThat(state.count(WorkerState.RETIRING)).isLessThanOrEqualTo(1);
            fewest = Math.min(fewest, state.usable());
            Thread.sleep(1);
        }
        return fewest;
    }

    private static int hundredAndTwentyFive(WorkerPool pool) {
        int answered = 0;
        for (int i = 0; i < 125; i++) {
            byte[] body = {(byte) i};
            try (Reply reply =
                    pool.call(
                            Call.of("echo", Map.of("sleep", 0.02)).body(body),
                            TestWorkers.soon())) {
                assertThat(reply.next().body()).isEqualTo(body);
                reply.result();
                answered++;
            }
        }
        return answered;
    }
}
