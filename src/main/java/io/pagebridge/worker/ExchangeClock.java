package io.pagebridge.worker;

import java.time.Duration;

/** The limits of one call on one worker. Written by the reader thread, read by the pool's clock. */
final class ExchangeClock {
    /** What has run out. */
    record Expired(ExitReason reason, String why) {}

    private final long sent = System.nanoTime();
    private final long acceptBy;
    private final long hardAt;
    private final long stallNanos;
    private final long softAt;
    private final boolean unaccepted;
    private volatile long lastSign = sent;
    private volatile boolean accepted;
    private volatile boolean written;

    ExchangeClock(Clocks clocks, CallLimits limits, Deadline deadline, long bodyBytes) {
        Duration soft = CallLimits.lower(clocks.soft(), limits.soft());
        Duration hard = CallLimits.lower(soft.plus(clocks.hardMargin()), limits.hard());
        unaccepted = limits.unaccepted();
        softAt = deadline.or(soft).nanos();
        hardAt = deadline.or(hard).nanos();
        acceptBy = sent + clocks.acceptedFor(bodyBytes).toNanos();
        stallNanos = CallLimits.lower(clocks.stall(), limits.stall()).toNanos();
    }

    void sign() {
        lastSign = System.nanoTime();
    }

    void accepted() {
        accepted = true;
    }

    /** The whole call is in the pipe: a worker that does not say accepted is held to the other limits from here on. */
    void written() {
        if (unaccepted) {
            written = true;
            sign();
        }
    }

    private boolean toBeAccepted() {
        return !accepted && !written;
    }

    boolean isAccepted() {
        return accepted;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    /** What the worker is told: when it should have stopped by itself. */
    long softMillis() {
        return Math.max(0, (softAt - System.nanoTime()) / 1_000_000);
    }

    /** @param waitsForCaller the worker's silence is the caller's: it has not taken the last parts */
    Expired expired(boolean waitsForCaller) {
        long now = System.nanoTime();
        if (now - hardAt >= 0) {
            return new Expired(ExitReason.TIMEOUT, "over its hard limit");
        }
        if (toBeAccepted() && now - acceptBy >= 0) {
            return new Expired(ExitReason.NOT_ACCEPTED, "it did not accept the call in time");
        }
        if (waitsForCaller) {
            sign();
        } else if (now - lastSign >= stallNanos) {
            return new Expired(ExitReason.STALLED, "neither part nor progress for too long");
        }
        return null;
    }

    /** When to look again. */
    Duration nextLook() {
        long now = System.nanoTime();
        long next = Math.min(hardAt - now, lastSign + stallNanos - now);
        if (toBeAccepted()) {
            next = Math.min(next, acceptBy - now);
        }
        return Duration.ofNanos(Math.max(next, 1_000_000));
    }
}
