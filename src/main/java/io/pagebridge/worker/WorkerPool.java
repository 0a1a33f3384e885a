package io.pagebridge.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong callIds = new AtomicLong();

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
        long bodyBytes = Sending.lengthOf(call.body());
        for (boolean again = false; ; again = true) {
            refuseBanned(call);
            WaitingLine.Ticket ticket = roster.enqueue(again);
            Worker worker = await(call, ticket, deadline);
            Exchange exchange = begin(call, worker, deadline, bodyBytes);
            try {
                exchange.accepted().get();
                return new Reply(exchange, ticket.waited());
            } catch (InterruptedException e) {
                exchange.leave();
                Thread.currentThread().interrupt();
                throw Failures.cancelled();
            } catch (ExecutionException e) {
                boolean mayRetry = !again && exchange.mayBeTriedElsewhere() && !deadline.passed();
                if (!mayRetry) {
                    throw (FailureException) e.getCause();
                }
            }
        }
    }

    private Worker await(Call call, WaitingLine.Ticket ticket, Deadline deadline) {
        boolean interrupted = false;
        try {
            long wait = deadline.or(settings.clocks().queueWait()).remaining().toNanos();
            return ticket.worker.get(Math.max(0, wait), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (FailureException) e.getCause();
        } catch (TimeoutException e) {
            if (!roster.withdraw(ticket)) {
                return ticket.worker.join();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            if (!roster.withdraw(ticket)) {
                roster.giveBack(ticket.worker.join());
            }
        } finally {
            metrics.waited(call, ticket);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        }
        if (deadline.passed()) {
            throw Failures.refused(
                    FailureKind.DEADLINE_EXCEEDED,
                    "No worker was free before the deadline.",
                    roster.retryAfter());
        }
        throw Failures.refused(
                FailureKind.QUEUE_FULL, "No worker was free in time.", roster.retryAfter());
    }

    private Exchange begin(Call call, Worker worker, Deadline deadline, long bodyBytes) {
        Exchange exchange =
                new Exchange(
                        callIds.incrementAndGet(),
                        call,
                        worker,
                        roster,
                        settings,
                        deadline,
                        bodyBytes);
        byte[] header;
        try {
            header = Sending.header(exchange, bodyBytes);
        } catch (FailureException e) {
            roster.giveBack(worker);
            throw e;
        }
        worker.begin(exchange);
        watch(exchange); // first: whoever blocks in the pipe is freed by the clock
        if (Sending.fits(header, call.body())) {
            Sending.call(exchange, header, bodyBytes);
        } else {
            threads.write(() -> Sending.call(exchange, header, bodyBytes));
        }
        return exchange;
    }

    /** The pool's clock looks at the call again and again until it is over. */
    private void watch(Exchange exchange) {
        exchange.timer(
                threads.after(
                        exchange.clock.nextLook(),
                        () -> {
                            ExchangeClock.Expired expired =
                                    exchange.clock.expired(exchange.handover.full());
                            if (expired != null) {
                                exchange.giveUp(expired.reason(), expired.why());
                            } else if (!exchange.isOver()) {
                                watch(exchange);
                            }
                        }));
    }

    private void refuseBanned(Call call) {
        ExitReason reason = call.poisonKey().map(quarantine::bannedFor).orElse(null);
        if (reason != null) {
            throw new FailureException(
                    FailureKind.DOCUMENT_QUARANTINED,
                    "This document has cost two workers and is not read any more ("
                            + reason.label()
                            + ").",
                    Map.of("worker_exit", reason.label()));
        }
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
