package io.pagebridge.worker;

import java.time.Duration;

/**
 * When the pool stops trying.
 *
 * @param faults more than so many counted ends within {@code window} open the circuit
 * @param firstDelay before the next start; doubles with each failure up to {@code maxDelay}, full jitter
 * @param goodCalls answered calls that close it again
 * @param downAfter start failures in a row after which the pool is not ready
 */
public record BreakerLimits(
        int faults,
        Duration window,
        Duration firstDelay,
        Duration maxDelay,
        int goodCalls,
        int downAfter) {

    public static BreakerLimits defaults() {
        return new BreakerLimits(
                5, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60), 3, 3);
    }

    public BreakerLimits withFaults(int value) {
        return new BreakerLimits(value, window, firstDelay, maxDelay, goodCalls, downAfter);
    }

    public BreakerLimits withDelays(Duration first, Duration most) {
        return new BreakerLimits(faults, window, first, most, goodCalls, downAfter);
    }
}
