package io.pagebridge.extraction;

/**
 * Lets another thread end one extraction: the caller's connection is gone. A wait for a worker is interrupted, a reading
 * is closed, which frees the worker. Cancelling twice, or after the end, is harmless.
 */
public final class Cancellation {
    private boolean cancelled;
    private Thread waiting;
    private Runnable closing;

    /** The current thread waits for a worker until {@link #attached} or {@link #done}. */
    synchronized void waiting() {
        waiting = Thread.currentThread();
        if (cancelled) {
            waiting.interrupt();
        }
    }

    /** The wait is over; from now on {@code close} cancels. */
    synchronized void attached(Runnable close) {
        stopWaiting();
        closing = close;
        if (cancelled) {
            close.run();
        }
    }

    synchronized void done() {
        stopWaiting();
        closing = null;
    }

    public synchronized void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        if (waiting != null) {
            waiting.interrupt();
        }
        if (closing != null) {
            closing.run();
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Between two steps of work for a caller who may have left. */
    void check() {
        if (cancelled()) {
            throw WorkerFailures.cancelled();
        }
    }

    private void stopWaiting() {
        // The interrupt was meant for the wait alone; what follows must not stumble over it.
        if (waiting != null && cancelled) {
            Thread.interrupted();
        }
        waiting = null;
    }
}
