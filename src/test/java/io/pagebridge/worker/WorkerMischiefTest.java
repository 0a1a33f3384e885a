package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that try what the rest of the acceptance list has not thought of. */
class WorkerMischiefTest {
    private static final Clocks CLOCKS =
            Clocks.builder()
                    .start(Duration.ofSeconds(1))
                    .accepted(Duration.ofSeconds(2))
                    .stall(Duration.ofSeconds(1))
                    .soft(Duration.ofSeconds(3))
                    .hardMargin(Duration.ofSeconds(1))
                    .cancelGrace(Duration.ofMillis(500))
                    .build();

    private static PoolSettings settings() {
        return PoolSettings.builder(1).standby(0).maxTrailer(1L << 20).clocks(CLOCKS).build();
    }

    private static WorkerPool pool(String start) {
        return WorkerPool.builder()
                .command(TestWorkers.script("mischief_worker.py").withArguments(start))
                .settings(settings())
                .start();
    }

    private static Call call(String deed) {
        return Call.of("x", Map.of("do", deed));
    }

    private static void assertServes(WorkerPool pool) {
        assertThat(TestWorkers.pidOf(pool)).isPositive();
    }

    @ParameterizedTest(name = "({0}: {1})")
    @CsvSource({
        "slow-header, stalled",
        "slow-body, stalled",
        "stopped, stalled",
        "ignores-signals, stalled",
        "accepted-twice, protocol",
        "ready-again, protocol",
        "hello-again, protocol",
        "fatal, protocol",
        "pong, protocol",
        "big-number, protocol",
        "big-exponent, protocol",
        "no-result, protocol",
        "two-keys, protocol",
        "trailer-where-none-is, protocol",
        "over-full-header, protocol",
        "over-full-part, protocol"
    })
    @DisplayName("acceptance 15: who plays with the frames is killed, and the next call is served")
    void whoPlaysWithTheFramesIsKilled(String deed, String reason) {
        try (WorkerPool pool = pool("")) {
            FailureException failure = TestWorkers.failure(pool, call(deed));
            assertThat(failure.details()).containsEntry("worker_exit", reason);
            assertServes(pool);
        }
    }

    @ParameterizedTest(name = "({0})")
    @ValueSource(strings = {"full-header", "full-part"})
    @DisplayName("acceptance 15: what is just as long as it may be is taken")
    void whatIsJustAsLongAsItMayBeIsTaken(String deed) {
        try (WorkerPool pool = pool("");
                Reply reply = pool.call(call(deed), TestWorkers.soon())) {
            reply.result();
            assertThat(reply.worker().exit()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "acceptance 15: parts without a byte do not fill the memory of a slow caller's service")
    void emptyPartsAreBounded() throws InterruptedException {
        PoolSettings small = settings().toBuilder().handover(64 << 10).build();
        try (WorkerPool pool = TestWorkers.pool("mischief_worker.py", small);
                Reply reply = pool.call(call("empty-parts"), TestWorkers.soon())) {
            reply.next();
            Thread.sleep(1_500);
            int last = 0;
            for (int i = 0; i < 600; i++) {
                last = reply.next().seq();
            }
            assertThat(last).isEqualTo(600);
            assertThat(ofExchange(reply)).isLessThan(5_000);
        }
    }

    /** How many parts the reader has taken in. */
    private static long ofExchange(Reply reply) {
        return reply.partsSoFar();
    }

    @ParameterizedTest(name = "({0}: {1})")
    @CsvSource({
        "noise-afterwards, PROTOCOL",
        "part-afterwards, PROTOCOL",
        "exit-afterwards, EXITED"
    })
    @DisplayName("acceptance 02: who misbehaves after its answer harms nobody")
    void whoMisbehavesAfterItsAnswerHarmsNobody(String deed, ExitReason reason) {
        try (WorkerPool pool = pool("")) {
            pool.call(call(deed), TestWorkers.soon()).result();
            await().until(() -> pool.state().exits(reason) == 1);
            assertServes(pool);
        }
    }

    @ParameterizedTest(name = "({0}: {1})")
    @CsvSource({
        "die-before-ready, EXITED",
        "stop-before-ready, START_TIMEOUT",
        "call-before-ready, PROTOCOL"
    })
    @DisplayName("acceptance 11: who goes wrong between hello and ready has failed to start")
    void whoGoesWrongBeforeItIsReadyHasFailedToStart(String start, ExitReason reason) {
        try (WorkerPool pool = pool(start)) {
            await().until(() -> pool.state().exits(reason) >= 1);
            assertThat(pool.state().startFailures()).isPositive();
            assertThat(pool.state().ready()).isFalse();
        }
    }

    @Test
    @DisplayName(
            "acceptance 11: workers that die as soon as they are ready do not make the pool spin")
    void dyingWhenReadyIsNoSpin() throws InterruptedException {
        try (WorkerPool pool = pool("die-after-ready")) {
            await().until(() -> pool.state().state() == PoolState.OPEN);
            assertThat(TestWorkers.failure(pool, call("fine")).kind())
                    .isEqualTo(FailureKind.CIRCUIT_OPEN);
            long before = pool.state().exits(ExitReason.EXITED);
            Thread.sleep(5_000);
            assertThat(pool.state().exits(ExitReason.EXITED) - before).isLessThan(15);
        }
    }

    @Test
    @DisplayName("acceptance 13: a cancelled worker serves nobody else, even when it obeys")
    void aCancelledWorkerIsNotUsedAgain() {
        try (WorkerPool pool = TestWorkers.pool("obedient_worker.py", settings())) {
            long first;
            try (Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
                reply.next();
                first = reply.worker().pid();
            }
            await().until(() -> pool.state().exits(ExitReason.CANCELLED) == 1);
            await().until(() -> !TestWorkers.runs(first));
            try (Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
                assertThat(reply.worker().pid()).isNotEqualTo(first);
            }
        }
    }

    @ParameterizedTest(name = "({0}: {1})")
    @CsvSource({"full, 1", "partial, 0", "off, 0"})
    void theLevelOfTheSandboxIsAMetric(String level, double value) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (WorkerPool pool =
                WorkerPool.builder()
                        .command(TestWorkers.script("mischief_worker.py").withArguments(level))
                        .settings(settings())
                        .meters(meters)
                        .start()) {
            await().until(() -> pool.state().ready());
            assertThat(meters.get("pagebridge.pool.sandboxed").gauge().value()).isEqualTo(value);
            assertThat(pool.state().sandbox()).isEqualTo(level);
        }
    }
}
