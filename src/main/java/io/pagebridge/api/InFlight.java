package io.pagebridge.api;

import java.time.Duration;

/**
 * Counts the requests under way, bounds them, and lets the shutdown wait for the last one.
 *
 * <p>INVARIANT: once draining, the count only falls.
 */
final class InFlight {
    /** What {@link #enter()} says. */
    enum Admission {
        ADMITTED,
        FULL,
        DRAINING
    }

    private final int limit;
    private int count;
    private boolean leaving;
    private boolean draining;

    InFlight(int limit) {
        this.limit = limit;
    }

    /** Every {@link Admission#ADMITTED} is followed by exactly one {@link #leave()}. */
    synchronized Admission enter() {
        if (draining) {
            return Admission.DRAINING;
        }
        if (count >= limit) {
            return Admission.FULL;
        }
        count++;
        return Admission.ADMITTED;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    /** The end is announced: requests are still admitted, and balancers are told to bring no more. */
    synchronized void announceEnd() {
        leaving = true;
    }

    /** From the announcement on. */
    synchronized boolean leaving() {
        return leaving;
    }

    synchronized boolean draining() {
        return draining;
    }

    synchronized void drain() {
        leaving = true;
        draining = true;
    }

    synchronized int count() {
        return count;
    }

    /** Blocks until no request is under way; false when the time is over first. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (count > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }
}
