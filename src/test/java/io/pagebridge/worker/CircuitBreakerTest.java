package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final RandomGenerator HIGHEST = () -> -1L; // nextDouble() just under 1

    private long now;
    private final CircuitBreaker breaker =
            new CircuitBreaker(BreakerLimits.defaults(), () -> now, HIGHEST);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void lose(int workers) {
        for (int i = 0; i < workers; i++) {
            breaker.lost(Optional.empty());
        }
    }

    @Test
    void fiveLossesInAMinuteAreBorne() {
        lose(5);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void theSixthOpensTheCircuit() {
        lose(6);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(breaker.startDelay()).isPositive();
    }

    @Test
    void lossesLongAgoDoNotCount() {
        lose(5);
        pass(Duration.ofSeconds(61));
        lose(5);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void crashesOverTheSameDocumentCountOnce() {
        for (int i = 0; i < 20; i++) {
            breaker.lost(Optional.of("digest"));
        }
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void itHalfOpensAfterTheDelayAndClosesAfterThreeGoodCalls() {
        lose(6);
        pass(Duration.ofSeconds(1));
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        breaker.good();
        breaker.good();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        breaker.good();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aLossWhileHalfOpenOpensItForLonger() {
        lose(6);
        long first = breaker.startDelay();
        pass(Duration.ofSeconds(1));
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        lose(1);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(breaker.startDelay()).isGreaterThan(first);
    }

    @Test
    void theDelayBetweenFailedStartsDoublesUpToAMinute() {
        breaker.startFailed();
        assertThat(breaker.startDelay()).as("the first may be followed at once").isZero();
        long previous = 0;
        for (int i = 0; i < 4; i++) {
            breaker.startFailed();
            assertThat(breaker.startDelay()).isGreaterThan(previous);
            previous = breaker.startDelay();
        }
        for (int i = 0; i < 20; i++) {
            breaker.startFailed();
        }
        assertThat(Duration.ofNanos(breaker.startDelay()))
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }

    @Test
    void jitterNeverTurnsABackOffIntoASpin() {
        CircuitBreaker lucky = new CircuitBreaker(BreakerLimits.defaults(), () -> now, () -> 0L);
        lucky.startFailed();
        lucky.startFailed();
        assertThat(Duration.ofNanos(lucky.startDelay())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aGoodStartForgetsTheFailures() {
        breaker.startFailed();
        breaker.startFailed();
        breaker.started();
        assertThat(breaker.startFailuresInARow()).isZero();
    }
}
