package io.pagebridge.worker;

import java.time.Duration;

/**
 * A point in time on the monotonic clock of this JVM.
 *
 * @param nanos as {@link System#nanoTime()} counts
 */
public record Deadline(long nanos) {
    private static final Duration FAR = Duration.ofDays(365);

    /** That long from now. */
    public static Deadline in(Duration time) {
        Duration bounded = time.compareTo(FAR) > 0 ? FAR : time;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** So far away that the pool's own clocks decide. */
    public static Deadline none() {
        return in(FAR);
    }

    /** Negative when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }

    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** The earlier of the two. */
    public Deadline or(Duration fromNow) {
        Deadline other = in(fromNow);
        return other.nanos - nanos < 0 ? other : this;
    }
}
