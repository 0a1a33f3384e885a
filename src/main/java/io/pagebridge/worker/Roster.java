package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one owner of all workers' states, the line and the circuit.
 *
 * <p>INVARIANT: every change happens in {@link #act}: under {@code lock}, followed by the {@link PoolPlan}, whose
 * effects (start, kill, wake a caller) run after the lock is released. Nothing that blocks happens under it.
 */
final class Roster {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final PoolSettings settings;
    private final Ranks ranks = new Ranks();
    private final WaitingLine line;
    private final CircuitBreaker breaker;
    private final PoolRecord record;
    private final PoolPlan plan;
    private final Quarantine quarantine;
    private final ServiceTime serviceTime;
    private final PoolThreads threads;
    private final PoolMetrics metrics;

    /** Makes and starts the workers of a roster; both return at once. */
    interface Crew {
        Worker hire(Roster roster);

        void start(Worker worker);
    }

    Roster(
            String name,
            PoolSettings settings,
            CircuitBreaker breaker,
            Quarantine quarantine,
            ServiceTime serviceTime,
            PoolThreads threads,
            PoolMetrics metrics,
            Crew crew) {
        this.settings = settings;
        this.breaker = breaker;
        this.quarantine = quarantine;
        this.serviceTime = serviceTime;
        this.threads = threads;
        this.metrics = metrics;
        line = new WaitingLine(settings.queue());
        record = new PoolRecord(name, settings, metrics);
        plan =
                new PoolPlan(
                        settings,
                        ranks,
                        line,
                        breaker,
                        record,
                        threads,
                        () -> crew.hire(this),
                        crew::start);
    }

    private void act(Consumer<List<Runnable>> change) {
        List<Runnable> effects = new ArrayList<>();
        lock.lock();
        try {
            change.accept(effects);
            plan.run(effects);
            record.noteUsable(ranks.count(line.size()));
        } finally {
            lock.unlock();
        }
        effects.forEach(Runnable::run);
    }

    // ------------------------------------------------------------ callers

    /**
     * Joins the line; the ticket's future gives a BUSY worker that is the caller's alone.
     *
     * @param again a call that lost its first worker: to the front, whatever the line's length
     */
    WaitingLine.Ticket enqueue(boolean again) {
        WaitingLine.Ticket ticket = new WaitingLine.Ticket();
        act(
                effects -> {
                    refuseWhenClosed(again);
                    if (!again && line.full() && !plan.servesAtOnce()) {
                        throw Failures.refused(
                                FailureKind.QUEUE_FULL,
                                "All workers are busy and " + line.size() + " calls are waiting.",
                                retryAfter());
                    }
                    line.add(ticket, again);
                });
        return ticket;
    }

    private void refuseWhenClosed(boolean again) {
        if (plan.stopped() || (plan.draining() && !again)) {
            throw Failures.shuttingDown();
        }
        FailureException refusal = plan.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    Duration retryAfter() {
        lock.lock();
        try {
            return serviceTime.retryAfter(line.size(), ranks.count(0).active());
        } finally {
            lock.unlock();
        }
    }

    /** @return false when the ticket has just got its worker */
    boolean withdraw(WaitingLine.Ticket ticket) {
        lock.lock();
        try {
            return line.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** A lent worker on which no call was begun. */
    void giveBack(Worker worker) {
        act(effects -> ranks.free(worker));
    }

    void cancel(Exchange exchange) {
        threads.write(() -> Sending.cancel(exchange));
        threads.after(
                settings.clocks().cancelGrace(),
                () -> exchange.giveUp(ExitReason.CANCELLED, "the caller left and it did not stop"));
    }

    void lost(Exchange exchange, ExitReason reason) {
        metrics.served(exchange, reason.label());
        if (reason.strikes()) {
            exchange.call.poisonKey().ifPresent(key -> strike(key, reason));
        }
    }

    private void strike(String document, ExitReason reason) {
        if (quarantine.strike(document, reason)) {
            metrics.quarantined();
        }
    }

    // ------------------------------------------------------------ spawner and reader threads

    void spawned(Worker worker) {
        act(effects -> worker.become(WorkerState.HANDSHAKE));
    }

    void ready(Worker worker) {
        act(
                effects -> {
                    worker.become(WorkerState.STANDBY);
                    breaker.started();
                    record.ready();
                });
        metrics.started(worker);
    }

    /** The answer is complete; the worker is free from here on. */
    void release(
            Worker worker, Exchange exchange, String outcome, long rss, RecycleTrigger forced) {
        serviceTime.took(exchange.age());
        metrics.served(exchange, outcome);
        act(
                effects -> {
                    if (worker.served(exchange, rss, forced)) {
                        effects.add(() -> metrics.alarm(worker.number));
                    }
                    breaker.good();
                    ranks.free(worker);
                });
    }

    /** Its process is dead, and its tree: the slot is free. */
    void ended(Worker worker, Ending ending) {
        String sentence = metrics.sentence(worker, ending);
        Exchange exchange = worker.exchange();
        act(
                effects -> {
                    boolean wasReady = !worker.state().starting();
                    ranks.bury(worker, ending.reason());
                    plan.ended(worker);
                    record.ended(ending.reason(), sentence);
                    if (!wasReady && !ending.reason().planned()) {
                        breaker.startFailed();
                    } else if (ending.reason().counts()) {
                        breaker.lost(
                                exchange == null ? Optional.empty() : exchange.call.poisonKey());
                    }
                    ended.signalAll();
                });
        metrics.ended(ending.reason(), sentence);
        if (exchange != null) {
            exchange.workerEnded(ending.reason());
        }
    }

    // ------------------------------------------------------------ clock and writers

    /** Kills it; its slot is free when it is dead. */
    void condemn(Worker worker, ExitReason reason, String why) {
        act(
                effects -> {
                    ranks.condemn(worker);
                    effects.add(() -> worker.process().condemn(reason, why));
                });
    }

    /** The regular look: ages, idle workers and whether they answer, starts that were put off. */
    void tick() {
        act(
                effects -> {
                    for (Worker worker : ranks.present()) {
                        worker.checkAge();
                        beat(worker, effects);
                    }
                    plan.shrink(effects);
                });
    }

    private void beat(Worker worker, List<Runnable> effects) {
        switch (worker.beat()) {
            case FINE -> {}
            case ASK -> effects.add(() -> threads.write(worker::ping));
            case SILENT -> {
                ranks.condemn(worker);
                effects.add(
                        () ->
                                worker.process()
                                        .condemn(
                                                ExitReason.NOT_ACCEPTED,
                                                "it did not answer while it had nothing to do"));
            }
        }
    }

    List<Worker> present() {
        lock.lock();
        try {
            return ranks.present();
        } finally {
            lock.unlock();
        }
    }

    PoolSnapshot snapshot(Duration sinceTick) {
        lock.lock();
        try {
            return record.snapshot(ranks, ranks.count(line.size()), breaker, plan, sinceTick);
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------ stopping

    /** No new calls; waits for those under way and in the line. */
    boolean drain(Duration grace) throws InterruptedException {
        act(effects -> plan.drain());
        long left = grace.toNanos();
        lock.lock();
        try {
            while (!ranks.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return ranks.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses those in the line and kills whoever is left. */
    void stop() {
        act(
                effects -> {
                    plan.stop();
                    for (WaitingLine.Ticket next = line.next(); next != null; next = line.next()) {
                        WaitingLine.Ticket ticket = next;
                        effects.add(
                                () -> ticket.worker.completeExceptionally(Failures.shuttingDown()));
                    }
                });
        for (Worker worker : present()) {
            if (worker.process() != null) {
                condemn(worker, ExitReason.STOPPED, "the pool was closed");
            }
        }
    }
}
