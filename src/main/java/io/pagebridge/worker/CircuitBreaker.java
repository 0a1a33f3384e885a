package io.pagebridge.worker;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps a pool from burning processes. CLOSED until too many counted ends fall into the window; then OPEN, no calls and
 * no starts, until a delay has passed; then HALF_OPEN with one worker, until enough good calls or the next fault.
 *
 * <p>Pure state over an injected clock; guarded by the roster's lock.
 */
final class CircuitBreaker {
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final int MAX_CRASHERS = 1_000;

    private final BreakerLimits limits;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final ArrayDeque<Long> faults = new ArrayDeque<>();
    private final Map<String, Long> crashers = new LinkedHashMap<>();
    private State state = State.CLOSED;
    private int failuresInARow;
    private int goodCalls;
    private long notBefore;

    CircuitBreaker(BreakerLimits limits, LongSupplier nanoTime, RandomGenerator random) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.random = random;
        this.notBefore = nanoTime.getAsLong();
    }

    /** A worker ended before it was ready. The first one may be followed at once. */
    void startFailed() {
        failuresInARow++;
        fault();
        if (failuresInARow > 1 || state == State.OPEN) {
            notBefore = nanoTime.getAsLong() + delay(failuresInARow - 2);
        }
    }

    void started() {
        failuresInARow = 0;
    }

    /**
     * A ready worker was lost in a way that counts.
     *
     * @param document crashes over the same document count once
     */
    void lost(Optional<String> document) {
        long now = nanoTime.getAsLong();
        crashers.values().removeIf(at -> now - at > limits.window().toNanos());
        if (document.isPresent() && crashers.size() < MAX_CRASHERS) {
            if (crashers.putIfAbsent(document.get(), now) != null) {
                return;
            }
        }
        fault();
    }

    private void fault() {
        long now = nanoTime.getAsLong();
        faults.addLast(now);
        while (now - faults.getFirst() > limits.window().toNanos()) {
            faults.removeFirst();
        }
        if (state == State.HALF_OPEN || faults.size() > limits.faults()) {
            state = State.OPEN;
            notBefore = now + delay(faults.size() - limits.faults() - 1);
        }
    }

    void good() {
        if (state == State.HALF_OPEN && ++goodCalls >= limits.goodCalls()) {
            state = State.CLOSED;
            faults.clear();
        }
    }

    /** Time passes: OPEN becomes HALF_OPEN. */
    State state() {
        if (state == State.OPEN && nanoTime.getAsLong() - notBefore >= 0) {
            state = State.HALF_OPEN;
            goodCalls = 0;
        }
        return state;
    }

    /** Nanoseconds until the next worker may be started, 0 for now. */
    long startDelay() {
        return Math.max(0, notBefore - nanoTime.getAsLong());
    }

    int startFailuresInARow() {
        return failuresInARow;
    }

    /** At least a tenth of the full delay: jitter must not turn a back-off into a spin. */
    private long delay(int exponent) {
        double full =
                Math.min(
                        (double) limits.maxDelay().toNanos(),
                        limits.firstDelay().toNanos() * Math.pow(2, Math.clamp(exponent, 0, 30)));
        return (long) (full * (0.1 + 0.9 * random.nextDouble()));
    }
}
