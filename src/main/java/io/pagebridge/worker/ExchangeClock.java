package io.pagebridge.worker;

import java.time.Duration;

/** The limits of one call on one worker. Written by the reader thread, read by the pool's clock. */
final class ExchangeClock {
    /** What has run out. */
    record Expired(ExitReason reason, String why) {}

    private final long sent = System.nanoTime();
    private final Clocks clocks;
    private final CallLimits limits;
    private final Deadline deadline;
    private final long acceptBy;
    private final long stallNanos;
    private final long softAt;
    private final boolean unaccepted;
    private volatile long hardAt;
    private volatile long lastSign = sent;
    private volatile boolean accepted;
    private volatile boolean written;

    ExchangeClock(Clocks clocks, CallLimits limits, Deadline deadline, long bodyBytes) {
        unaccepted = limits.unaccepted();
        this.clocks = clocks;
        this.limits = limits;
        this.deadline = deadline;
        softAt = at(CallLimits.lower(clocks.soft().most(), limits.soft()));
        hardAt = hardAt(0);
        acceptBy = sent + clocks.acceptedFor(bodyBytes).toNanos();
        stallNanos = CallLimits.lower(clocks.stall(), limits.stall()).toNanos();
    }

    private long at(Duration afterSent) {
        long own = sent + afterSent.toNanos();
        return own - deadline.nanos() < 0 ? own : deadline.nanos();
    }

    private long hardAt(long steps) {
        Duration soft = CallLimits.lower(clocks.soft().of(steps), limits.soft());
        return at(CallLimits.lower(soft.plus(clocks.hardMargin()), limits.hard()));
    }

    /** The worker tells how much there is to do. What it was given once is not taken back. */
    void steps(long total) {
        long told = hardAt(total);
        if (told - hardAt > 0) {
            hardAt = told;
        }
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

    /** What the worker is told: when it should have stopped by itself, at the latest. */
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
