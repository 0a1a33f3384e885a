package io.pagebridge.worker;

import java.time.Duration;

/**
 * When a healthy worker is ended on purpose. Native libraries fragment memory in a way that looks like a leak; only a
 * new process gives it back.
 *
 * @param documents answered calls; each worker draws its own limit between this and {@code jitter} more
 * @param jitter share, 0.25 = up to a quarter more
 * @param parts parts (pages) sent
 * @param growth bytes of RSS over what it had after its first call
 * @param age of the process, ± {@code ageJitter}
 * @param ageJitter share
 * @param minimumLife younger workers are not recycled for documents, parts, growth or age
 */
public record RecycleLimits(
        int documents,
        double jitter,
        long parts,
        long growth,
        Duration age,
        double ageJitter,
        Duration minimumLife) {

    public static RecycleLimits defaults() {
        return new RecycleLimits(
                500, 0.25, 20_000, 300L << 20, Duration.ofHours(6), 0.2, Duration.ofSeconds(10));
    }

    /** Nothing but a MemoryError or a soft timeout recycles a worker. */
    public static RecycleLimits never() {
        return new RecycleLimits(
                Integer.MAX_VALUE,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Duration.ofDays(365),
                0,
                Duration.ZERO);
    }

    public RecycleLimits withDocuments(int value) {
        return new RecycleLimits(value, jitter, parts, growth, age, ageJitter, minimumLife);
    }

    public RecycleLimits withJitter(double value) {
        return new RecycleLimits(documents, value, parts, growth, age, ageJitter, minimumLife);
    }

    public RecycleLimits withParts(long value) {
        return new RecycleLimits(documents, jitter, value, growth, age, ageJitter, minimumLife);
    }

    public RecycleLimits withGrowth(long bytes) {
        return new RecycleLimits(documents, jitter, parts, bytes, age, ageJitter, minimumLife);
    }

    public RecycleLimits withAge(Duration value) {
        return new RecycleLimits(documents, jitter, parts, growth, value, ageJitter, minimumLife);
    }

    public RecycleLimits withMinimumLife(Duration value) {
        return new RecycleLimits(documents, jitter, parts, growth, age, ageJitter, value);
    }
}
