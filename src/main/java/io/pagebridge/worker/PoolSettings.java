package io.pagebridge.worker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Every limit of a pool.
 *
 * @param size most workers that take calls
 * @param minimum workers kept when there is nothing to do; 0: the first call starts the first one
 * @param standby further workers, started and idle, that replace a lost or recycled one at once
 * @param queue most calls that wait for a worker
 * @param maxTrailer bytes; the largest part a worker may send
 * @param handover bytes of parts kept for a caller that is slower than the worker
 * @param workerMemory bytes one worker may use: a limit for itself (rlimit), recycled at 75 % RSS, killed at 95 %
 * @param idleShrink after so long without a call a worker over {@code minimum} is ended
 * @param quarantine strikes of the same document within this time ban it
 * @param sandbox {@code required}, {@code best-effort} or {@code off}; carried out by the worker
 * @param scratch folder for the workers' private directories; null: the JVM's temporary folder
 */
public record PoolSettings(
        int size,
        int minimum,
        int standby,
        int queue,
        long maxTrailer,
        long handover,
        long workerMemory,
        Duration idleShrink,
        Duration quarantine,
        String sandbox,
        Path scratch,
        Clocks clocks,
        RecycleLimits recycle,
        BreakerLimits breaker) {

    public PoolSettings {
        if (size < 1 || minimum < 0 || minimum > size || standby < 0 || queue < 0) {
            throw new IllegalArgumentException(
                    "a pool needs size >= 1, 0 <= minimum <= size, standby >= 0 and queue >= 0");
        }
    }

    /** One worker per core, one warm standby. */
    public static PoolSettings defaults() {
        return builder().build();
    }

    public static PoolSettings ofSize(int size) {
        return builder(size).build();
    }

    /** As {@link #defaults}, each of which may be set. */
    public static Builder builder() {
        return builder(Runtime.getRuntime().availableProcessors());
    }

    /** So many workers, all kept, and a line of four for each; the rest as in {@link #defaults}. */
    public static Builder builder(int size) {
        return new Builder(size);
    }

    /** The same settings, some of which are to be others. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Settings in the making. */
    public static final class Builder {
        private int size;
        private int minimum;
        private int standby = 1;
        private int queue;
        private long maxTrailer = 256L << 20;
        private long handover = 16L << 20;
        private long workerMemory = 1L << 30;
        private Duration idleShrink = Duration.ofMinutes(5);
        private Duration quarantine = Duration.ofHours(1);
        private String sandbox = "best-effort";
        private Path scratch;
        private Clocks clocks = Clocks.defaults();
        private RecycleLimits recycle = RecycleLimits.defaults();
        private BreakerLimits breaker = BreakerLimits.defaults();

        private Builder(int size) {
            this.size = size;
            minimum = size;
            queue = 4 * size;
        }

        private Builder(PoolSettings from) {
            size = from.size;
            minimum = from.minimum;
            standby = from.standby;
            queue = from.queue;
            maxTrailer = from.maxTrailer;
            handover = from.handover;
            workerMemory = from.workerMemory;
            idleShrink = from.idleShrink;
            quarantine = from.quarantine;
            sandbox = from.sandbox;
            scratch = from.scratch;
            clocks = from.clocks;
            recycle = from.recycle;
            breaker = from.breaker;
        }

        /** Started by the first call, ended when idle, nothing kept warm. */
        public Builder onDemand(Duration idle) {
            minimum = 0;
            standby = 0;
            idleShrink = idle;
            return this;
        }

        public Builder standby(int value) {
            standby = value;
            return this;
        }

        public Builder queue(int value) {
            queue = value;
            return this;
        }

        public Builder maxTrailer(long value) {
            maxTrailer = value;
            return this;
        }

        public Builder handover(long value) {
            handover = value;
            return this;
        }

        public Builder workerMemory(long value) {
            workerMemory = value;
            return this;
        }

        public Builder quarantine(Duration value) {
            quarantine = value;
            return this;
        }

        public Builder sandbox(String value) {
            sandbox = value;
            return this;
        }

        public Builder scratch(Path value) {
            scratch = value;
            return this;
        }

        public Builder clocks(Clocks value) {
            clocks = value;
            return this;
        }

        public Builder recycle(RecycleLimits value) {
            recycle = value;
            return this;
        }

        public Builder breaker(BreakerLimits value) {
            breaker = value;
            return this;
        }

        public PoolSettings build() {
            return new PoolSettings(
                    size,
                    minimum,
                    standby,
                    queue,
                    maxTrailer,
                    handover,
                    workerMemory,
                    idleShrink,
                    quarantine,
                    sandbox,
                    scratch,
                    clocks,
                    recycle,
                    breaker);
        }
    }
}
