package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Brings calls to workers: by a thread that waits for its worker and its acceptance, or by one that never waits. */
final class Dispatch {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");

    private final PoolSettings settings;
    private final Roster roster;
    private final Quarantine quarantine;
    private final PoolThreads threads;
    private final PoolMetrics metrics;
    private final AtomicLong callIds = new AtomicLong();

    Dispatch(
            PoolSettings settings,
            Roster roster,
            Quarantine quarantine,
            PoolThreads threads,
            PoolMetrics metrics) {
        this.settings = settings;
        this.roster = roster;
        this.quarantine = quarantine;
        this.threads = threads;
        this.metrics = metrics;
    }

    /** Returns when a worker has accepted it. */
    Reply call(Call call, Deadline deadline) {
        long bodyBytes = Sending.lengthOf(call.body());
        for (boolean again = false; ; again = true) {
            refuseBanned(call);
            WaitingLine.Ticket ticket = roster.enqueue(again);
            Worker worker = await(call, ticket, deadline);
            Exchange exchange = exchange(call, worker, deadline, bodyBytes);
            begin(exchange, bodyBytes);
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
            return ticket.worker.get(patience(deadline).toNanos(), TimeUnit.NANOSECONDS);
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
        throw overdue(deadline);
    }

    /** In the line. */
    private Duration patience(Deadline deadline) {
        Duration wait = deadline.or(settings.clocks().queueWait()).remaining();
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private FailureException overdue(Deadline deadline) {
        return deadline.passed()
                ? Failures.refused(
                        FailureKind.DEADLINE_EXCEEDED,
                        "No worker was free before the deadline.",
                        roster.retryAfter())
                : Failures.refused(
                        FailureKind.QUEUE_FULL, "No worker was free in time.", roster.retryAfter());
    }

    /** Never waits. */
    void send(Call call, Deadline deadline, ReplyListener listener) {
        WaitingLine.Ticket ticket;
        long bodyBytes;
        try {
            bodyBytes = Sending.lengthOf(call.body());
            refuseBanned(call);
            ticket = roster.enqueue(false);
        } catch (FailureException e) {
            listener.refused(e);
            return;
        }
        Future<?> limit = ticket.worker.isDone() ? null : limit(ticket, deadline);
        ticket.worker.whenComplete(
                (worker, failure) -> {
                    if (limit != null) {
                        limit.cancel(false);
                    }
                    metrics.waited(call, ticket);
                    try {
                        if (worker == null) {
                            listener.refused((FailureException) failure);
                        } else {
                            send(call, worker, deadline, bodyBytes, ticket.waited(), listener);
                        }
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.ERROR, "who hears of a call failed", e);
                    }
                });
    }

    private Future<?> limit(WaitingLine.Ticket ticket, Deadline deadline) {
        return threads.after(
                patience(deadline),
                () -> {
                    if (roster.withdraw(ticket)) {
                        ticket.worker.completeExceptionally(overdue(deadline));
                    }
                });
    }

    private void send(
            Call call,
            Worker worker,
            Deadline deadline,
            long bodyBytes,
            Duration waited,
            ReplyListener listener) {
        Exchange exchange = exchange(call, worker, deadline, bodyBytes);
        Reply reply = new Reply(exchange, waited);
        exchange.handover.tell(() -> listener.news(reply));
        try {
            begin(exchange, bodyBytes);
        } catch (FailureException e) {
            listener.refused(e);
        }
    }

    private Exchange exchange(Call call, Worker worker, Deadline deadline, long bodyBytes) {
        return new Exchange(
                callIds.incrementAndGet(), call, worker, roster, settings, deadline, bodyBytes);
    }

    /** Gives the worker back when the call cannot be sent. */
    private void begin(Exchange exchange, long bodyBytes) {
        byte[] header;
        try {
            header = Sending.header(exchange, bodyBytes);
        } catch (FailureException e) {
            roster.giveBack(exchange.worker);
            throw e;
        }
        exchange.worker.begin(exchange);
        watch(exchange); // first: whoever blocks in the pipe is freed by the clock
        // The clock gets here when it kills a worker and the next in the line is served by another
        // one.
        if (Sending.fits(header, exchange.call.body()) && !threads.isClock()) {
            Sending.call(exchange, header, bodyBytes);
        } else {
            threads.write(() -> Sending.call(exchange, header, bodyBytes));
        }
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
}
