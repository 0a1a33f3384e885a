package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Who is there and what each worker does: the one owner of all workers' states.
 *
 * <p>INVARIANT: every change happens under {@code lock}, then {@link #plan} restores: nobody waits while a worker is
 * idle, at most one worker is being recycled, a standby is promoted before a worker is missed. What the plan wants done
 * (start, kill, wake a caller) is done after the lock is released: nothing that blocks happens under it.
 */
final class Roster {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final WaitingLine line;
    private final PoolSettings settings;
    private final CircuitBreaker breaker;
    private final Quarantine quarantine;
    private final ServiceTime serviceTime;
    private final PoolThreads threads;
    private final PoolMetrics metrics;
    private final Crew crew;
    private final Map<ExitReason, Long> exits = new EnumMap<>(ExitReason.class);
    private final Map<RecycleTrigger, Long> recycles = new EnumMap<>(RecycleTrigger.class);
    private Worker recycling;
    private boolean everReady;
    private boolean draining;
    private boolean stopped;
    private long usableSince = System.nanoTime();
    private String lastFailure = "";

    /** Makes and starts workers; both must return at once. */
    interface Crew {
        Worker hire(Roster roster);

        void start(Worker worker);
    }

    Roster(
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
        this.crew = crew;
        this.line = new WaitingLine(settings.queue());
    }

    // ------------------------------------------------------------ callers

    /** Joins the line; the ticket's future gives a BUSY worker that is the caller's alone. */
    WaitingLine.Ticket enqueue(boolean again) {
        WaitingLine.Ticket ticket = new WaitingLine.Ticket();
        act(
                effects -> {
                    refuseWhenClosed(again);
                    boolean free = line.isEmpty() && hasLendable();
                    if (!free && !again && line.full()) {
                        throw Failures.refused(
                                FailureKind.QUEUE_FULL,
                                "All workers are busy and " + line.size() + " calls are waiting.",
                                retryAfter());
                    }
                    line.add(ticket, again);
                });
        return ticket;
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

    private void refuseWhenClosed(boolean again) {
        if (stopped || (draining && !again)) {
            throw Failures.refused(
                    FailureKind.DRAINING, "The service is shutting down.", Duration.ofSeconds(5));
        }
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            throw Failures.refused(
                    FailureKind.CIRCUIT_OPEN,
                    "Too many workers were lost; the service is recovering.",
                    atLeastOneSecond(breaker.startDelay()));
        }
        if (usable() == 0 && breaker.startFailuresInARow() >= settings.breaker().downAfter()) {
            throw Failures.refused(
                    FailureKind.NOT_READY,
                    "No worker could be started.",
                    atLeastOneSecond(breaker.startDelay()));
        }
    }

    private static Duration atLeastOneSecond(long nanos) {
        return Duration.ofNanos(Math.max(nanos, 1_000_000_000));
    }

    Duration retryAfter() {
        lock.lock();
        try {
            return serviceTime.retryAfter(line.size(), Math.max(1, staffing().active()));
        } finally {
            lock.unlock();
        }
    }

    /** A lent worker on which no call was begun. */
    void giveBack(Worker worker) {
        act(
                effects -> {
                    if (worker.state() == WorkerState.BUSY) {
                        worker.become(WorkerState.IDLE);
                        idle.push(worker);
                    }
                });
    }

    void cancel(Exchange exchange) {
        threads.write(() -> Sending.cancel(exchange));
        threads.after(
                settings.clocks().cancelGrace(),
                () -> exchange.giveUp(ExitReason.CANCELLED, "the caller left and it did not stop"));
    }

    void strike(String document, ExitReason reason) {
        if (quarantine.strike(document, reason)) {
            metrics.quarantined();
        }
    }

    // ------------------------------------------------------------ reader threads

    /** The spawner: the process runs. */
    void spawned(Worker worker) {
        act(effects -> worker.become(WorkerState.HANDSHAKE));
    }

    void ready(Worker worker) {
        act(
                effects -> {
                    worker.become(WorkerState.STANDBY);
                    breaker.started();
                    everReady = true;
                    metrics.started(worker.ageNanos());
                });
    }

    /** The answer is complete; the worker is free from here on. */
    void release(Worker worker, Exchange exchange, long rss, RecycleTrigger forced) {
        serviceTime.took(exchange.age());
        act(
                effects -> {
                    worker.served(exchange, rss, forced);
                    breaker.good();
                    if (worker.policy.alarming(worker.service())) {
                        metrics.alarm(worker.number);
                    }
                    if (worker.state() == WorkerState.BUSY) {
                        worker.become(WorkerState.IDLE);
                        idle.push(worker);
                    }
                });
    }

    void ended(Worker worker, Ending ending) {
        act(
                effects -> {
                    boolean wasReady = !worker.state().starting();
                    settle(worker, ending.reason());
                    workers.remove(worker);
                    idle.remove(worker);
                    if (recycling == worker) {
                        recycling = null;
                    }
                    exits.merge(ending.reason(), 1L, Long::sum);
                    if (!ending.reason().planned()) {
                        lastFailure = metrics.sentence(worker, ending);
                    }
                    count(worker, ending.reason(), wasReady);
                    emptied.signalAll();
                });
        metrics.ended(worker, ending);
        Exchange exchange = worker.exchange();
        if (exchange != null) {
            exchange.workerEnded(ending.reason());
        }
    }

    private static void settle(Worker worker, ExitReason reason) {
        if (worker.state().starting()) {
            if (worker.state() == WorkerState.NEW) {
                worker.become(WorkerState.STARTING);
            }
            worker.become(WorkerState.FAILED_START);
        } else if (worker.state() == WorkerState.RETIRING && reason.planned()) {
            worker.become(WorkerState.EXITED);
        } else {
            if (worker.state() != WorkerState.CONDEMNED && worker.state() != WorkerState.KILLED) {
                worker.become(WorkerState.CONDEMNED);
            }
            if (worker.state() == WorkerState.CONDEMNED) {
                worker.become(WorkerState.KILLED);
            }
            worker.become(WorkerState.REAPED);
        }
    }

    private void count(Worker worker, ExitReason reason, boolean wasReady) {
        if (reason.planned()) {
            return;
        }
        if (!wasReady) {
            breaker.startFailed();
        } else if (reason.counts()) {
            Exchange exchange = worker.exchange();
            breaker.lost(exchange == null ? Optional.empty() : exchange.call.poisonKey());
        }
    }

    // ------------------------------------------------------------ clock and writers

    void condemn(Worker worker, ExitReason reason, String why) {
        act(
                effects -> {
                    if (worker.state().usable() || worker.state() == WorkerState.RETIRING) {
                        worker.become(WorkerState.CONDEMNED);
                        idle.remove(worker);
                        worker.become(WorkerState.KILLED);
                    }
                    effects.add(() -> worker.process().condemn(reason, why));
                });
    }

    /** Regular look: ages, idle workers, memory. */
    void tick() {
        act(
                effects -> {
                    for (Worker worker : workers) {
                        if (worker.state() == WorkerState.IDLE
                                || worker.state() == WorkerState.STANDBY) {
                            worker.checkAge();
                        }
                    }
                    Worker oldest = idle.peekLast();
                    if (oldest != null
                            && staffing().active() > settings.minimum()
                            && oldest.idleNanos() > settings.idleShrink().toNanos()) {
                        retire(oldest, RecycleTrigger.IDLE, effects);
                    }
                });
    }

    void boot() {
        act(effects -> {});
    }

    List<Worker> present() {
        lock.lock();
        try {
            return List.copyOf(workers);
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------ stopping

    /** No new calls; waits for those under way and in the line. */
    boolean drain(Duration grace) throws InterruptedException {
        act(effects -> draining = true);
        long left = grace.toNanos();
        lock.lock();
        try {
            while (!workers.isEmpty() && left > 0) {
                left = emptied.awaitNanos(left);
            }
            return workers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses those in the line and kills whoever is left. */
    void stop() {
        act(
                effects -> {
                    draining = true;
                    stopped = true;
                    for (WaitingLine.Ticket t = line.next(); t != null; t = line.next()) {
                        WaitingLine.Ticket ticket = t;
                        FailureException refusal =
                                Failures.refused(
                                        FailureKind.DRAINING,
                                        "The service is shutting down.",
                                        Duration.ofSeconds(5));
                        effects.add(() -> ticket.worker.completeExceptionally(refusal));
                    }
                });
        for (Worker worker : present()) {
            if (worker.process() != null) {
                condemn(worker, ExitReason.STOPPED, "the pool was closed");
            }
        }
    }

    // ------------------------------------------------------------ the plan

    private void act(Consumer<List<Runnable>> change) {
        List<Runnable> effects = new ArrayList<>();
        lock.lock();
        try {
            change.accept(effects);
            plan(effects);
        } finally {
            lock.unlock();
        }
        effects.forEach(Runnable::run);
    }

    private void plan(List<Runnable> effects) {
        promote();
        recycle(effects);
        lend(effects);
        dismiss(effects);
        hire(effects);
        if (usable() > 0 || (settings.minimum() == 0 && line.isEmpty())) {
            usableSince = System.nanoTime();
        }
    }

    private void promote() {
        Staffing now = staffing();
        int wanted = now.wantedActive(settings, draining);
        for (int missing = wanted - now.active(); missing > 0; missing--) {
            Worker standby = standby();
            if (standby == null) {
                return;
            }
            standby.become(WorkerState.IDLE);
            idle.addLast(standby);
        }
    }

    private Worker standby() {
        for (Worker worker : workers) {
            if (worker.state() == WorkerState.STANDBY && worker.alive()) {
                return worker;
            }
        }
        return null;
    }

    /** The replacement first: without a ready standby a due worker serves on. */
    private void recycle(List<Runnable> effects) {
        if (recycling != null || draining) {
            return;
        }
        Worker replacement = standby();
        if (replacement == null) {
            return;
        }
        for (Worker worker : idle) {
            if (worker.due() != null) {
                replacement.become(WorkerState.IDLE);
                idle.addLast(replacement);
                recycling = worker;
                retire(worker, worker.due(), effects);
                return;
            }
        }
    }

    private void retire(Worker worker, RecycleTrigger trigger, List<Runnable> effects) {
        idle.remove(worker);
        worker.become(WorkerState.RETIRING);
        if (trigger != null) {
            recycles.merge(trigger, 1L, Long::sum);
            metrics.recycled(trigger);
        }
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

    private boolean hasLendable() {
        return !idle.isEmpty() && breakerAllows();
    }

    private boolean breakerAllows() {
        return switch (breaker.state()) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> staffing().busy() == 0;
        };
    }

    private void lend(List<Runnable> effects) {
        while (!line.isEmpty() && hasLendable()) {
            Worker worker = idle.pop();
            if (!worker.alive()) {
                continue; // Its reader is about to tell.
            }
            worker.become(WorkerState.BUSY);
            WaitingLine.Ticket ticket = line.next();
            effects.add(
                    () -> {
                        if (!ticket.worker.complete(worker)) {
                            giveBack(worker);
                        }
                    });
        }
    }

    private void dismiss(List<Runnable> effects) {
        if (!draining || !line.isEmpty()) {
            return;
        }
        for (Worker worker : List.copyOf(workers)) {
            if (worker.state() == WorkerState.IDLE || worker.state() == WorkerState.STANDBY) {
                retire(worker, null, effects);
            } else if (worker.state() == WorkerState.HANDSHAKE
                    || worker.state() == WorkerState.STARTING) {
                effects.add(
                        () -> {
                            if (worker.process() != null) {
                                worker.process().condemn(ExitReason.STOPPED, "the pool is closing");
                            }
                        });
            }
        }
    }

    private void hire(List<Runnable> effects) {
        if (stopped) {
            return;
        }
        boolean pilot =
                !everReady
                        || breaker.startFailuresInARow() > 0
                        || breaker.state() != CircuitBreaker.State.CLOSED;
        int count = staffing().toStart(settings, draining, pilot);
        if (breaker.startDelay() > 0) {
            return; // The next tick looks again.
        }
        for (int i = 0; i < count; i++) {
            Worker worker = crew.hire(this);
            workers.add(worker);
            worker.become(WorkerState.STARTING);
            effects.add(() -> crew.start(worker));
        }
    }

    private Staffing staffing() {
        int active = 0;
        int standby = 0;
        int starting = 0;
        int leaving = 0;
        int busy = 0;
        int due = 0;
        for (Worker worker : workers) {
            switch (worker.state()) {
                case IDLE -> active++;
                case BUSY -> {
                    active++;
                    busy++;
                }
                case STANDBY -> standby++;
                case NEW, STARTING, HANDSHAKE -> starting++;
                case RETIRING, CONDEMNED, KILLED -> leaving++;
                case EXITED, REAPED, FAILED_START -> {}
            }
            due += worker.due() != null && worker.state().usable() ? 1 : 0;
        }
        return new Staffing(active, standby, starting, leaving, busy, line.size(), due);
    }

    private int usable() {
        Staffing now = staffing();
        return now.active() + now.standby();
    }

    // ------------------------------------------------------------ health

    PoolSnapshot snapshot(String name, Duration sinceTick) {
        lock.lock();
        try {
            Staffing now = staffing();
            return snapshotUnderLock(name, sinceTick, now);
        } finally {
            lock.unlock();
        }
    }

    private PoolState poolState(Staffing now) {
        if (stopped || (draining && workers.isEmpty())) {
            return PoolState.STOPPED;
        }
        if (draining) {
            return PoolState.DRAINING;
        }
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            return PoolState.OPEN;
        }
        if (!everReady && settings.minimum() > 0) {
            return PoolState.BOOTING;
        }
        boolean enough = now.active() + now.standby() >= now.wantedActive(settings, false);
        return enough ? PoolState.READY : PoolState.DEGRADED;
    }

    private PoolSnapshot snapshotUnderLock(String name, Duration sinceTick, Staffing now) {
        List<PoolSnapshot.WorkerView> views = new ArrayList<>();
        WorkerMessage.Hello newest = null;
        long rss = 0;
        for (Worker worker : workers) {
            views.add(
                    new PoolSnapshot.WorkerView(
                            worker.number,
                            worker.pid(),
                            worker.state(),
                            worker.documents(),
                            worker.rss()));
            newest = worker.state().usable() ? worker.hello().orElse(newest) : newest;
            rss += worker.rss();
        }
        return new PoolSnapshot(
                name,
                poolState(now),
                settings.size(),
                now.active() + now.standby(),
                now.busy(),
                now.starting(),
                line.size(),
                Map.copyOf(exits),
                Map.copyOf(recycles),
                breaker.startFailuresInARow(),
                settings.breaker().downAfter(),
                settings.minimum() == 0,
                lastFailure,
                newest == null ? "" : newest.sandbox().path("level").asText(""),
                newest == null ? Map.of() : newest.ops(),
                newest == null ? "" : newest.runtime(),
                rss,
                sinceTick,
                usable() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - usableSince),
                recycling == null ? 0 : 1,
                List.copyOf(views));
    }
}
