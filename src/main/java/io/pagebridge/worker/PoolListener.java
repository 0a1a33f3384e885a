package io.pagebridge.worker;

import java.time.Duration;

/**
 * Hears what happens in a pool, just after it has happened. Called by callers', readers' and clock threads, never under
 * a lock; it must be quick and must not block. What it throws is logged and goes nowhere.
 */
public interface PoolListener {
    PoolListener NONE = new PoolListener() {};

    /** A call left the line, with a worker or without, after so long. */
    default void waited(String pool, Call call, Duration time) {}

    /** A worker has become ready, so long after it was asked for. */
    default void started(String pool, int worker, long pid, Duration time) {}

    /**
     * A call that had reached a worker is over.
     *
     * @param outcome {@code done}, {@code error} or the reason for which the worker was lost
     */
    default void served(String pool, Call call, long pid, Duration time, String outcome) {}
}
