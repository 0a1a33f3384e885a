package io.pagebridge.worker;

import io.pagebridge.worker.protocol.AnswerLedger;
import io.pagebridge.worker.protocol.ProtocolException;
import io.pagebridge.worker.protocol.Refusal;
import io.pagebridge.worker.protocol.ServiceMessage;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One worker as the pool sees it. Its state and service record belong to the {@link Roster} and are touched under its
 * lock only; messages come in on its reader thread.
 */
final class Worker implements WorkerProcess.Owner {
    final int number;
    final RecyclePolicy policy;
    private final Roster roster;
    private final PoolThreads threads;
    private final Heartbeat heartbeat;
    private final AnswerLedger ledger = new AnswerLedger();
    private final long born = System.nanoTime();
    private volatile WorkerProcess process;
    private volatile Exchange exchange;
    private volatile WorkerMessage.Hello hello;
    private volatile String fatal;
    private volatile boolean settled;
    private volatile long rss;

    // Guarded by the roster's lock.
    private WorkerState state = WorkerState.NEW;
    private long documents;
    private long parts;
    private long baseline;
    private long idleSince = born;
    private volatile RecycleTrigger due; // read by whoever tells of its end

    Worker(
            int number,
            RecyclePolicy policy,
            Heartbeat heartbeat,
            Roster roster,
            PoolThreads threads) {
        this.heartbeat = heartbeat;
        this.number = number;
        this.policy = policy;
        this.roster = roster;
        this.threads = threads;
    }

    // ------------------------------------------------------------ reader thread

    @Override
    public void message(WorkerMessage message) throws IOException {
        ledger.check(message);
        switch (message) {
            case WorkerMessage.Hello greeting -> greeted(greeting);
            case WorkerMessage.Ready ready -> {
                settled = true;
                process.settled();
                rss = hello.rss();
                roster.ready(this);
            }
            case WorkerMessage.Fatal failure -> fatal = failure.code() + ": " + failure.message();
            case WorkerMessage.Answer answer -> {
                Exchange current = exchange;
                if (current != null) {
                    current.answer(answer);
                }
            }
            case WorkerMessage.Pong pong -> {
                if (!heartbeat.answered()) {
                    throw new ProtocolException(Refusal.ORDER, "a pong that nobody asked for");
                }
            }
        }
    }

    private void greeted(WorkerMessage.Hello greeting) throws ProtocolException {
        if (!greeting.speaksPx1()) {
            throw new ProtocolException(Refusal.FIELD, "the worker does not speak PX1");
        }
        hello = greeting;
        threads.write(
                () -> {
                    try {
                        process.send(new ServiceMessage.Welcome(1));
                    } catch (IOException e) {
                        // It died; its reader tells.
                    }
                });
    }

    @Override
    public void ended(Ending ending) {
        Ending told = fatal == null ? ending : new Ending(ending.reason(), ending.status(), fatal);
        roster.ended(this, told);
    }

    // ------------------------------------------------------------ anybody

    void attach(WorkerProcess started) {
        process = started;
        roster.spawned(this);
    }

    WorkerProcess process() {
        return process;
    }

    long pid() {
        WorkerProcess current = process;
        return current == null ? 0 : current.pid();
    }

    /** The clock. */
    void startTimeout(Duration limit) {
        if (!settled) {
            process.condemn(
                    ExitReason.START_TIMEOUT, "not ready after " + limit.toSeconds() + " s");
        }
    }

    /** Whether it has ever been ready. */
    boolean settled() {
        return settled;
    }

    boolean alive() {
        WorkerProcess current = process;
        return current != null && current.alive();
    }

    /** The lender, before the first byte is sent. */
    void begin(Exchange next) {
        exchange = next;
        ledger.begin(next.id, next.call.limits().unaccepted());
    }

    Exchange exchange() {
        return exchange;
    }

    Optional<WorkerMessage.Hello> hello() {
        return Optional.ofNullable(hello);
    }

    /** The clock: reads its memory from /proc. */
    long measure() {
        rss = MemoryProbe.rss(pid());
        return rss;
    }

    long rss() {
        return rss;
    }

    long ageNanos() {
        return System.nanoTime() - born;
    }

    // ------------------------------------------------------------ under the roster's lock

    WorkerState state() {
        return state;
    }

    void become(WorkerState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("worker " + number + ": " + state + " -> " + next);
        }
        state = next;
        if (next == WorkerState.IDLE || next == WorkerState.STANDBY) {
            idleSince = System.nanoTime();
        }
    }

    /**
     * A call was answered.
     *
     * @return whether the operator should be told that the growth limit is too low
     */
    boolean served(Exchange served, long rssAfter, RecycleTrigger forced) {
        exchange = null;
        documents += served.call.units();
        parts += served.parts();
        if (rssAfter > 0) {
            rss = rssAfter;
            baseline = baseline == 0 ? rssAfter : baseline;
        }
        boolean alarms = policy.alarms(service());
        if (due == null) {
            due = forced != null ? forced : policy.check(service()).orElse(null);
        }
        return alarms;
    }

    RecyclePolicy.Service service() {
        return new RecyclePolicy.Service(ageNanos(), documents, parts, baseline, rss);
    }

    /** Idle workers age, too. */
    void checkAge() {
        if (due == null && (state == WorkerState.IDLE || state == WorkerState.STANDBY)) {
            due = policy.check(service()).orElse(null);
        }
    }

    /** At each tick: whether it still answers. */
    Heartbeat.Beat beat() {
        if (state == WorkerState.IDLE || state == WorkerState.STANDBY) {
            return heartbeat.idle();
        }
        heartbeat.busy();
        return Heartbeat.Beat.FINE;
    }

    /** A writer asks whether it lives. */
    void ping() {
        try {
            process.send(new ServiceMessage.Ping());
        } catch (IOException e) {
            // It died; its reader tells.
        }
    }

    PoolSnapshot.WorkerView view() {
        return new PoolSnapshot.WorkerView(number, pid(), state, documents, rss);
    }

    /** Ended on purpose, for what it is due for or for this. */
    void dueFor(RecycleTrigger trigger) {
        due = due == null ? trigger : due;
    }

    RecycleTrigger due() {
        return due;
    }

    long idleNanos() {
        return System.nanoTime() - idleSince;
    }
}
