package io.pagebridge.worker;

import java.time.Duration;

/**
 * How long a worker may take before it should stop by itself. What a call holds is known to the worker only, so the
 * limit grows when it tells: by the {@code total} of its {@code progress}. It is believed up to {@code most}.
 *
 * @param base what every call has
 * @param perStep added for each step (page) that the worker has told of
 * @param most never more, whatever it tells
 */
public record SoftLimit(Duration base, Duration perStep, Duration most) {
    public SoftLimit {
        if (base.isNegative() || perStep.isNegative() || base.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "a soft limit needs 0 <= base <= most and 0 <= perStep");
        }
    }

    /** The same for every call. */
    public static SoftLimit fixed(Duration limit) {
        return new SoftLimit(limit, Duration.ZERO, limit);
    }

    Duration of(long steps) {
        double nanos = base.toNanos() + (double) perStep.toNanos() * Math.max(0, steps);
        return nanos < most.toNanos() ? Duration.ofNanos((long) nanos) : most;
    }
}
