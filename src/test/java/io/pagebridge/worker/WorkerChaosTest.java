package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything at once: crashes, hangs, lies, late answers, callers that leave, recycling in between. */
@Tag("slow")
class WorkerChaosTest {
    private static final String[] MOODS = {
        "ok", "ok", "ok", "ok", "crash", "hang", "late", "lie", "vanish", "leave"
    };

    @Test
    void nobodyEverGetsAnothersAnswerAndAllSlotsComeBack() throws Exception {
        PoolSettings settings =
                PoolSettings.builder(3)
                        .queue(100)
                        .clocks(
                                Clocks.builder()
                                        .queueWait(Duration.ofSeconds(60))
                                        .cancelGrace(Duration.ofMillis(100))
                                        .build())
                        .recycle(
                                RecycleLimits.defaults()
                                        .withDocuments(10)
                                        .withMinimumLife(Duration.ZERO))
                        .breaker(BreakerLimits.defaults().withFaults(10_000))
                        .build();
        try (WorkerPool pool = TestWorkers.pool("moody_worker.py", settings);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int caller = 0; caller < 12; caller++) {
                int seed = caller;
                answered.add(callers.submit(() -> calls(pool, new Random(seed), "caller " + seed)));
            }
            int total = 0;
            for (Future<Integer> each : answered) {
                total += each.get();
            }
            assertThat(total).isGreaterThan(50);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> pool.state().busy() == 0 && pool.state().usable() == 4);
            assertThat(pool.state().queued()).isZero();
            assertThat(pool.state().workers()).hasSize(4);
            assertThat(pool.state().exits().keySet())
                    .doesNotContain(ExitReason.KILLED_UNKNOWN, ExitReason.START_TIMEOUT);
        }
    }

    /** How many were answered; each answer is this caller's own. */
    private static int calls(WorkerPool pool, Random random, String name) {
        int answered = 0;
        for (int i = 0; i < 20; i++) {
            String mood = MOODS[random.nextInt(MOODS.length)];
            String nonce = name + "/" + i;
            byte[] body = nonce.getBytes(StandardCharsets.UTF_8);
            Call call =
                    Call.of("x", Map.of("mood", mood, "nonce", nonce))
                            .body(body)
                            .hard(Duration.ofMillis(mood.equals("late") ? 300 : 5_000))
                            .stall(Duration.ofMillis(mood.equals("hang") ? 200 : 5_000));
            try (Reply reply = pool.call(call, TestWorkers.soon())) {
                assertThat(reply.next().body()).isEqualTo(body);
                if (mood.equals("leave")) {
                    continue;
                }
                for (Part part : reply) {
                    assertThat(part.body()).isEqualTo(body);
                }
                assertThat(reply.result().path("nonce").asText()).isEqualTo(nonce);
                answered++;
            } catch (FailureException e) {
                assertThat(mood).isNotEqualTo("ok");
            }
        }
        return answered;
    }
}
