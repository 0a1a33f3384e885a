package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers without work are asked whether they live. */
class HeartbeatTest {
    @Test
    void itIsAskedOnceAndMustAnswer() {
        Heartbeat heart = new Heartbeat(2, 3);
        assertThat(heart.answered()).as("unasked").isFalse();
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.FINE);
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.ASK);
        for (int tick = 0; tick < 3; tick++) {
            assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.FINE);
        }
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.SILENT);
    }

    @Test
    void anAnswerBeginsTheNextRound() {
        Heartbeat heart = new Heartbeat(2, 1);
        heart.idle();
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.ASK);
        assertThat(heart.answered()).isTrue();
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.FINE);
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.ASK);
    }

    @Test
    void theTimeOfACallDoesNotCount() {
        Heartbeat heart = new Heartbeat(1, 2);
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.ASK);
        heart.idle();
        heart.busy();
        assertThat(heart.idle()).isEqualTo(Heartbeat.Beat.FINE);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    @Test
    void anIdleWorkerThatHangsIsReplacedAndTheOthersAreLeftAlone() throws Exception {
        PoolSettings settings =
                PoolSettings.builder(2)
                        .clocks(
                                Clocks.builder()
                                        .probe(Duration.ofMillis(250))
                                        .accepted(Duration.ofSeconds(3))
                                        .build())
                        .build();
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", settings)) {
            await().until(() -> pool.state().usable() == 3);
            List<Long> pids =
                    pool.state().workers().stream().map(PoolSnapshot.WorkerView::pid).toList();
            signal("STOP", pids.getFirst());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> pool.state().exits(ExitReason.NOT_ACCEPTED) == 1);
            await().until(() -> pool.state().usable() == 3);
            assertThat(pool.state().lastFailure()).contains("did not answer");
            assertThat(pool.state().exits()).containsOnlyKeys(ExitReason.NOT_ACCEPTED);
            assertThat(pool.state().workers().stream().map(PoolSnapshot.WorkerView::pid))
                    .containsAll(pids.subList(1, 3))
                    .doesNotContain(pids.getFirst());
        }
    }

    @Test
    void aWorkerOfTheRuntimeAnswersWhileItHasNothingToDo() throws InterruptedException {
        PoolSettings settings =
                PoolSettings.builder(1)
                        .standby(0)
                        .clocks(
                                Clocks.builder()
                                        .probe(Duration.ofMillis(250))
                                        .accepted(Duration.ofSeconds(1))
                                        .build())
                        .build();
        try (WorkerPool pool = TestWorkers.runtimePool("shout.py", settings)) {
            await().until(() -> pool.state().usable() == 1);
            Thread.sleep(3_000);
            assertThat(pool.state().exits()).isEmpty();
        }
    }
}
