package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pagebridge.failure.FailureException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call's time by what it holds: the rule, and workers that tell the truth or lie about it. */
class SoftLimitTest {
    private static final SoftLimit PAGES =
            new SoftLimit(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(300));

    @ParameterizedTest
    @CsvSource({
        "0, 30",
        "-5, 30",
        "1, 32",
        "134, 298",
        "135, 300",
        "136, 300",
        "9223372036854775807, 300"
    })
    void eachStepAddsItsShareUpToTheMost(long steps, long seconds) {
        assertThat(PAGES.of(steps)).hasSeconds(seconds);
    }

    @Test
    void aBaseOverTheMostIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new SoftLimit(
                                        Duration.ofSeconds(2),
                                        Duration.ZERO,
                                        Duration.ofSeconds(1)));
    }

    private static WorkerPool pool() {
        SoftLimit soft =
                new SoftLimit(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(8));
        Clocks clocks = Clocks.builder().soft(soft).hardMargin(Duration.ofMillis(200)).build();
        return TestWorkers.pool(
                "stepping_worker.py", TestWorkers.settings().toBuilder().clocks(clocks).build());
    }

    private static Call call(long total, double sleep) {
        return Call.of("x", Map.of("total", total, "sleep", sleep));
    }

    @Test
    void aWorkerWithMuchToDoHasTheTimeForIt() {
        try (WorkerPool pool = pool();
                Reply reply = pool.call(call(7, 1.5), TestWorkers.soon())) {
            assertThat(reply.result().path("deadline_ms").asInt()).isBetween(7_000, 8_000);
        }
    }

    @Test
    void aWorkerWithLittleToDoIsEndedSoon() {
        try (WorkerPool pool = pool()) {
            FailureException failure = TestWorkers.failure(pool, call(0, 6));
            assertThat(failure.details()).containsEntry("worker_exit", "timeout");
        }
    }

    @Test
    void aWorkerThatClaimsToHaveMoreIsBelievedUpToTheMost() {
        try (WorkerPool pool = pool()) {
            long before = System.nanoTime();
            FailureException failure = TestWorkers.failure(pool, call(1L << 62, 60));
            assertThat(failure.details()).containsEntry("worker_exit", "timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofSeconds(7));
        }
    }

    @Test
    void aCallersLimitIsNotRaisedByWhatTheWorkerTells() {
        try (WorkerPool pool = pool()) {
            FailureException failure =
                    TestWorkers.failure(pool, call(100, 6).soft(Duration.ofMillis(500)));
            assertThat(failure.details()).containsEntry("worker_exit", "timeout");
        }
    }
}
