package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static Process probe(String what, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(BridgeProbe.class.getName(), what));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static boolean burns(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "7 no orphan a second after the JVM was killed, even when its worker burns CPU in C")
    void noOrphanWhenTheJvmIsKilled() throws IOException {
        Process jvm = probe("burn", "-Xmx64m");
        BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8);
        long worker = Long.parseLong(lines.readLine());
        assertThat(burns(worker)).isTrue();
        jvm.destroyForcibly();
        await().atMost(Duration.ofSeconds(1)).until(() -> !burns(worker));
    }

    @Test
    @DisplayName("9 a JVM with a heap of 4 GB does not recycle its workers in a storm")
    void aBigHeapIsNotTakenForTheWorkersMemory() throws Exception {
        Process jvm = probe("storm", "-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch");
        String recycled = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(recycled).isEqualTo("0");
        assertThat(jvm.waitFor()).isZero();
    }

    @Test
    @DisplayName(
            "10 1,000 calls, recycle every 20, 4 workers: no failure, one recycling at a time, always ready")
    void recyclingIsInvisible() throws Exception {
        PoolSettings settings =
                PoolSettings.ofSize(4)
                        .withRecycle(
                                RecycleLimits.defaults()
                                        .withDocuments(20)
                                        .withMinimumLife(Duration.ZERO));
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
