package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a pool does next: promote, recycle, refuse, lend, dismiss, hire, in this order. Run under the roster's lock after every
 * change; what blocks or calls out is added to {@code effects} and done after the lock is released.
 *
 * <p>INVARIANT: afterwards nobody waits while a worker is free (and the circuit lets it), no worker is missed while a
 * standby is ready, and at most one worker is being recycled, its replacement in place.
 */
final class PoolPlan {
    private final PoolSettings settings;
    private final Ranks ranks;
    private final WaitingLine line;
    private final CircuitBreaker breaker;
    private final PoolRecord record;
    private final PoolThreads threads;
    private final Supplier<Worker> hire;
    private final Consumer<Worker> start;
    private Worker recycling;
    private boolean draining;
    private boolean stopped;

    /**
     * @param hire makes a worker
     * @param start starts it; returns at once
     */
    PoolPlan(
            PoolSettings settings,
            Ranks ranks,
            WaitingLine line,
            CircuitBreaker breaker,
            PoolRecord record,
            PoolThreads threads,
            Supplier<Worker> hire,
            Consumer<Worker> start) {
        this.settings = settings;
        this.ranks = ranks;
        this.line = line;
        this.breaker = breaker;
        this.record = record;
        this.threads = threads;
        this.hire = hire;
        this.start = start;
    }

    void run(List<Runnable> effects) {
        promote();
        recycle(effects);
        refuse(effects);
        lend(effects);
        dismiss(effects);
        hire(effects);
    }

    private Staffing staffing() {
        return ranks.count(line.size());
    }

    private void promote() {
        Staffing now = staffing();
        int missing = now.wantedActive(settings, draining) - now.active();
        for (; missing > 0; missing--) {
            Worker standby = ranks.standby();
            if (standby == null) {
                return;
            }
            ranks.promote(standby);
        }
    }

    /** The replacement first: without a ready standby a due worker serves on. */
    private void recycle(List<Runnable> effects) {
        if (recycling != null || draining) {
            return;
        }
        Worker replacement = ranks.standby();
        Worker due = ranks.dueAndFree();
        if (replacement != null && due != null) {
            ranks.promote(replacement);
            recycling = due;
            record.recycled(due.due());
            retire(due, effects);
        }
    }

    /** Ends workers nobody has needed for long. */
    void shrink(List<Runnable> effects) {
        Worker oldest = ranks.longestIdle();
        if (oldest != null
                && staffing().active() > settings.minimum()
                && oldest.idleNanos() > settings.idleShrink().toNanos()) {
            record.recycled(RecycleTrigger.IDLE);
            oldest.dueFor(RecycleTrigger.IDLE);
            retire(oldest, effects);
        }
    }

    private void retire(Worker worker, List<Runnable> effects) {
        ranks.retire(worker);
        effects.add(() -> threads.write(() -> worker.process().retire()));
        effects.add(
                () ->
                        threads.after(
                                settings.clocks().retireGrace(),
                                () ->
                                        worker.process()
                                                .condemn(
                                                        ExitReason.RECYCLED,
                                                        "it did not end when asked")));
    }

    /** Whether a call that comes now is served without waiting. */
    boolean servesAtOnce() {
        return line.isEmpty() && ranks.hasFree() && circuitLets();
    }

    private boolean circuitLets() {
        return switch (breaker.state()) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> staffing().busy() == 0;
        };
    }

    /** Why no call is taken for now, for its caller; null when calls are taken. */
    FailureException refusal() {
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            return Failures.refused(
                    FailureKind.CIRCUIT_OPEN,
                    "Too many workers were lost; the service is recovering.",
                    untilNextStart());
        }
        boolean broken = breaker.startFailuresInARow() >= settings.breaker().downAfter();
        // A pool that starts workers on demand only has the next call to find out with.
        boolean mayTry = settings.minimum() == 0 && breaker.startDelay() == 0;
        if (broken && !mayTry && staffing().usable() == 0) {
            return Failures.refused(
                    FailureKind.NOT_READY, "No worker could be started.", untilNextStart());
        }
        return null;
    }

    private Duration untilNextStart() {
        return Duration.ofNanos(Math.max(breaker.startDelay(), 1_000_000_000));
    }

    /** Who waits for what cannot come soon is told at once. */
    private void refuse(List<Runnable> effects) {
        FailureException refusal = line.isEmpty() ? null : refusal();
        if (refusal == null) {
            return;
        }
        for (WaitingLine.Ticket next = line.next(); next != null; next = line.next()) {
            WaitingLine.Ticket ticket = next;
            effects.add(() -> ticket.worker.completeExceptionally(refusal));
        }
    }

    private void lend(List<Runnable> effects) {
        while (!line.isEmpty() && circuitLets()) {
            Worker worker = ranks.lend();
            if (worker == null) {
                return;
            }
            WaitingLine.Ticket ticket = line.next();
            effects.add(() -> ticket.worker.complete(worker));
        }
    }

    private void dismiss(List<Runnable> effects) {
        if (!draining || !line.isEmpty()) {
            return;
        }
        for (Worker worker : ranks.present()) {
            switch (worker.state()) {
                case IDLE, STANDBY -> retire(worker, effects);
                case HANDSHAKE ->
                        effects.add(
                                () ->
                                        worker.process()
                                                .condemn(
                                                        ExitReason.STOPPED, "the pool is closing"));
                case NEW,
                        STARTING,
                        BUSY,
                        RETIRING,
                        EXITED,
                        CONDEMNED,
                        KILLED,
                        REAPED,
                        FAILED_START -> {}
            }
        }
    }

    private void hire(List<Runnable> effects) {
        if (stopped || breaker.startDelay() > 0) {
            return; // The next tick looks again.
        }
        // Until one has been ready, and after a failed start, one at a time: no volley of broken
        // processes.
        boolean onlyOne =
                !record.everReady()
                        || breaker.startFailuresInARow() > 0
                        || breaker.state() != CircuitBreaker.State.CLOSED;
        for (int i = staffing().toStart(settings, draining, onlyOne); i > 0; i--) {
            Worker worker = hire.get();
            ranks.add(worker);
            effects.add(() -> start.accept(worker));
        }
    }

    void ended(Worker worker) {
        if (recycling == worker) {
            recycling = null;
        }
    }

    void drain() {
        draining = true;
    }

    void stop() {
        draining = true;
        stopped = true;
    }

    boolean draining() {
        return draining;
    }

    boolean stopped() {
        return stopped;
    }

    boolean recycling() {
        return recycling != null;
    }
}
