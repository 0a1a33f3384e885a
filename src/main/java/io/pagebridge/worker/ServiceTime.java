package io.pagebridge.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The moving mean of how long a call takes, to tell a refused caller when to come back. */
final class ServiceTime {
    private static final double WEIGHT = 0.1;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final RandomGenerator random;
    private double meanNanos = 1e9;

    ServiceTime(RandomGenerator random) {
        this.random = random;
    }

    synchronized void took(Duration time) {
        meanNanos += WEIGHT * (time.toNanos() - meanNanos);
    }

    /** Mean service time × queue / workers, ± 20 % so that refused callers do not come back together. */
    synchronized Duration retryAfter(int queued, int workers) {
        double nanos =
                meanNanos * (queued + 1) / Math.max(1, workers) * (0.8 + 0.4 * random.nextDouble());
        Duration wait = Duration.ofNanos((long) Math.min(nanos, LONGEST.toNanos()));
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }
}
