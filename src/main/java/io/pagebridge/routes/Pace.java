package io.pagebridge.routes;

/**
 * How long requests of one route take. Only requests that are quick share a call: behind a slow one they would wait,
 * and be lost with it. A route is slow until it has shown that it is quick. Any thread; a lost update is harmless.
 */
final class Pace {
    private static final double QUICK_MS = 2;
    private static final double WEIGHT = 0.2;

    private volatile double mean = Double.NaN;

    boolean quick() {
        return mean < QUICK_MS;
    }

    void took(double millis) {
        double before = mean;
        // One slow call is believed at once, recovery takes some quick ones.
        mean =
                Double.isNaN(before) || millis > before
                        ? millis
                        : before + WEIGHT * (millis - before);
    }
}
