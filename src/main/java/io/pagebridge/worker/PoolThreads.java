package io.pagebridge.worker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads of one pool besides the two of each worker: one clock, which never blocks, and the writers,
 * which block in pipe writes (a virtual thread would hold its carrier there).
 */
final class PoolThreads {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");

    private final String pool;
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService writers;
    private volatile Thread clockThread;

    PoolThreads(String pool) {
        this.pool = pool;
        ThreadFactory named =
                Thread.ofPlatform().name("pagebridge-" + pool + "-clock").daemon(true).factory();
        clock = new ScheduledThreadPoolExecutor(1, work -> clockThread = named.newThread(work));
        clock.setRemoveOnCancelPolicy(true);
        writers =
                new ThreadPoolExecutor(
                        1,
                        Integer.MAX_VALUE, // bounded by the workers: each is written to by one
                        // call at a time
                        60,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform()
                                .name("pagebridge-" + pool + "-writer-", 0)
                                .daemon(true)
                                .factory());
    }

    void start(String role, Runnable work) {
        Thread.ofPlatform().name("pagebridge-" + pool + "-" + role).daemon(true).start(work);
    }

    void write(Runnable work) {
        try {
            writers.execute(work);
        } catch (RejectedExecutionException e) {
            // The pool is closed: every worker is dead or dying.
        }
    }

    ScheduledFuture<?> after(Duration delay, Runnable work) {
        try {
            return clock.schedule(
                    guarded(work), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** Whoever is the clock must not write: it is the one that frees all others who block in a pipe. */
    boolean isClock() {
        return Thread.currentThread() == clockThread;
    }

    void every(Duration period, Runnable work) {
        clock.scheduleWithFixedDelay(
                guarded(work), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    void close() {
        clock.shutdownNow();
        writers.shutdown();
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a clock of the pool failed", e);
            }
        };
    }
}
