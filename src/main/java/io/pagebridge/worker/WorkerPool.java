package io.pagebridge.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A pool of supervised worker processes, each serving one call at a time over its pipes. Safe for any number of
 * threads, virtual ones included. Nothing a worker does reaches another call: after a timeout, a cancel or a broken
 * frame it is killed, never reused.
 *
 * <pre>{@code
 * try (WorkerPool pool = WorkerPool.builder().command(WorkerCommand.python(python, script)).start();
 *         Reply reply = pool.call(Call.of("shout", Map.of()).body(bytes), Deadline.in(Duration.ofSeconds(30)))) {
 *     String text = reply.result().path("text").asText();
 * }
 * }</pre>
 */
public final class WorkerPool implements AutoCloseable {
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final String name;
    private final PoolSettings settings;
    private final PoolThreads threads;
    private final PoolMetrics metrics;
    private final Quarantine quarantine;
    private final Roster roster;
    private final Watchdog watchdog;
    private final Launcher launcher;
    private final Dispatch dispatch;

    private WorkerPool(Builder builder) {
        name = builder.name;
        settings = builder.settings;
        RandomGenerator random = builder.random;
        threads = new PoolThreads(name);
        metrics = new PoolMetrics(name, builder.command, builder.meters, builder.listener);
        quarantine = new Quarantine(settings.quarantine(), System::nanoTime);
        launcher = new Launcher(name, builder.command, settings, threads, builder.memory);
        roster =
                new Roster(
                        name,
                        settings,
                        new CircuitBreaker(settings.breaker(), System::nanoTime, random),
                        quarantine,
                        new ServiceTime(random),
                        threads,
                        metrics,
                        new Hiring(settings, threads, launcher, random));
        dispatch = new Dispatch(settings, roster, quarantine, threads, metrics);
        watchdog = new Watchdog(roster, settings.workerMemory(), builder.memory);
        metrics.watch(this::state);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts the first workers; returns at once. Calls may be made right away, they wait in the line. */
    public WorkerPool start() {
        launcher.sweep();
        roster.tick();
        threads.every(Watchdog.PERIOD, watchdog::tick);
        return this;
    }

    /**
     * Sends a call to a worker and returns as soon as it has accepted it. Blocks meanwhile: in the line, bounded by the
     * queue wait and the deadline.
     *
     * @param deadline when the whole call must be over; the pool's own limits apply, too
     */
    public Reply call(Call call, Deadline deadline) {
        return dispatch.call(call, deadline);
    }

    /**
     * Sends a call without waiting for anything; the listener hears of every part and of the end. A call of up to 32 KB is
     * written by this thread when a worker is free.
     *
     * @param deadline when the whole call must be over; the pool's own limits apply, too
     */
    public void send(Call call, Deadline deadline, ReplyListener listener) {
        dispatch.send(call, deadline, listener);
    }

    public String name() {
        return name;
    }

    public PoolSettings settings() {
        return settings;
    }

    /** What it looks like now. */
    public PoolSnapshot state() {
        return roster.snapshot(watchdog.sinceTick());
    }

    /** Lets a banned document in again. */
    public void forgive(String poisonKey) {
        quarantine.forgive(poisonKey);
    }

    /**
     * Refuses new calls at once, lets those under way and in the line finish, then ends the workers.
     *
     * @return whether all was done within the grace; if not, the rest was killed
     */
    public boolean drain(Duration grace) {
        boolean done = false;
        try {
            done = roster.drain(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        roster.stop();
        return done;
    }

    /** Kills what is under way; ends everything this pool has started. Closing twice is harmless. */
    @Override
    public void close() {
        roster.stop();
        try {
            roster.drain(CLOSE_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }

    /** A new pool; only the command is required. */
    public static final class Builder {
        private String name = "workers";
        private WorkerCommand command;
        private PoolSettings settings = PoolSettings.defaults();
        private MeterRegistry meters = new CompositeMeterRegistry();
        private PoolListener listener = PoolListener.NONE;
        private MemoryProbe memory = MemoryProbe.THIS_POD;
        private RandomGenerator random = new Random(); // the one that several threads may use

        private Builder() {}

        /** Metric label and thread names. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder command(WorkerCommand value) {
            command = value;
            return this;
        }

        public Builder settings(PoolSettings value) {
            settings = value;
            return this;
        }

        /** Where the meters go; without it they go nowhere. */
        public Builder meters(MeterRegistry value) {
            meters = value;
            return this;
        }

        /** Who hears of every call and every start, for example to trace them. */
        public Builder listener(PoolListener value) {
            listener = value;
            return this;
        }

        Builder memory(MemoryProbe value) {
            memory = value;
            return this;
        }

        Builder random(RandomGenerator value) {
            random = value;
            return this;
        }

        public WorkerPool build() {
            Objects.requireNonNull(command, "a pool needs a command");
            return new WorkerPool(this);
        }

        public WorkerPool start() {
            return build().start();
        }
    }
}
