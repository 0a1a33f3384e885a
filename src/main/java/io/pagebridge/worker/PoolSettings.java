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
        return ofSize(Runtime.getRuntime().availableProcessors());
    }

    public static PoolSettings ofSize(int size) {
        return new PoolSettings(
                size,
                size,
                1,
                4 * size,
                256L << 20,
                16L << 20,
                1L << 30,
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                "best-effort",
                null,
                Clocks.defaults(),
                RecycleLimits.defaults(),
                BreakerLimits.defaults());
    }

    /** Started by the first call, ended when idle, nothing kept warm. */
    public PoolSettings onDemand(Duration idle) {
        return new PoolSettings(
                size,
                0,
                0,
                queue,
                maxTrailer,
                handover,
                workerMemory,
                idle,
                quarantine,
                sandbox,
                scratch,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withStandby(int value) {
        return new PoolSettings(
                size,
                minimum,
                value,
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

    public PoolSettings withQueue(int value) {
        return new PoolSettings(
                size,
                minimum,
                standby,
                value,
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

    public PoolSettings withMaxTrailer(long bytes) {
        return new PoolSettings(
                size,
                minimum,
                standby,
                queue,
                bytes,
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

    public PoolSettings withHandover(long bytes) {
        return new PoolSettings(
                size,
                minimum,
                standby,
                queue,
                maxTrailer,
                bytes,
                workerMemory,
                idleShrink,
                quarantine,
                sandbox,
                scratch,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withWorkerMemory(long bytes) {
        return new PoolSettings(
                size,
                minimum,
                standby,
                queue,
                maxTrailer,
                handover,
                bytes,
                idleShrink,
                quarantine,
                sandbox,
                scratch,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withQuarantine(Duration value) {
        return new PoolSettings(
                size,
                minimum,
                standby,
                queue,
                maxTrailer,
                handover,
                workerMemory,
                idleShrink,
                value,
                sandbox,
                scratch,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withSandbox(String value) {
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
                value,
                scratch,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withScratch(Path value) {
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
                value,
                clocks,
                recycle,
                breaker);
    }

    public PoolSettings withClocks(Clocks value) {
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
                value,
                recycle,
                breaker);
    }

    public PoolSettings withRecycle(RecycleLimits value) {
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
                value,
                breaker);
    }

    public PoolSettings withBreaker(BreakerLimits value) {
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
                value);
    }
}
