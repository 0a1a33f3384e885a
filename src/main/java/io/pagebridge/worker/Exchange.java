package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.worker.protocol.ProtocolException;
import io.pagebridge.worker.protocol.Refusal;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call on one worker, from the first byte sent to the end.
 *
 * <p>INVARIANT: {@code over} is won once. Who wins it decides what becomes of the worker: the reader thread with a
 * whole answer gives it back, everybody else has it killed. So a worker is never killed for a call it has answered and
 * never given back while a call is under way.
 *
 * <p>Threads: the worker's reader delivers, the pool's clock looks at the limits, the caller takes parts or leaves.
 */
final class Exchange {
    final long id;
    final Call call;
    final Worker worker;
    final Handover handover;
    final ExchangeClock clock;
    private final Roster roster;
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile ExitReason lost;
    private volatile long parts;
    private volatile Future<?> look;

    Exchange(
            long id,
            Call call,
            Worker worker,
            Roster roster,
            PoolSettings settings,
            Deadline deadline,
            long bodyBytes) {
        this.id = id;
        this.call = call;
        this.worker = worker;
        this.roster = roster;
        this.handover = new Handover(settings.handover());
        this.clock = new ExchangeClock(settings.clocks(), call.limits(), deadline, bodyBytes);
    }

    /** Reader thread. */
    void answer(WorkerMessage.Answer answer) throws ProtocolException {
        clock.sign();
        if (call.limits().unaccepted()) {
            accepted.complete(null);
        }
        switch (answer) {
            case WorkerMessage.Accepted message -> {
                clock.accepted();
                accepted.complete(null);
            }
            case WorkerMessage.Progress message -> clock.steps(message.total());
            case WorkerMessage.PartOf part -> {
                parts++;
                handover.put(new Part(part.kind(), part.seq(), part.body()));
                clock.sign();
            }
            case WorkerMessage.Done done -> {
                awaitSent();
                if (!obeyed() && over.compareAndSet(false, true)) {
                    roster.release(worker, this, "done", done.rss(), triggerOf(done));
                    stopLooking();
                    handover.end(done);
                }
            }
            case WorkerMessage.Failed error -> {
                awaitSent();
                if (!obeyed() && over.compareAndSet(false, true)) {
                    roster.release(worker, this, "error", 0, triggerOf(error));
                    endWith(Failures.answered(error));
                }
            }
        }
    }

    /** A worker that was told to cancel serves nobody any more, also when it has stopped by itself. */
    private boolean obeyed() {
        if (cancelled) {
            giveUp(ExitReason.CANCELLED, "the caller left");
        }
        return cancelled;
    }

    /** Writer thread: the whole call is in the pipe. */
    void sent() {
        clock.written();
        sent.complete(null);
    }

    /** A worker that answers before it has read its body would take the rest of it for the next call. */
    private void awaitSent() throws ProtocolException {
        try {
            sent.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new ProtocolException(Refusal.ORDER, "an answer before the body was read");
        }
    }

    private static RecycleTrigger triggerOf(WorkerMessage.Done done) {
        return done.truncated() ? RecycleTrigger.SOFT_TIMEOUT : null;
    }

    private static RecycleTrigger triggerOf(WorkerMessage.Failed error) {
        if (error.code().equals("out-of-memory")) {
            return RecycleTrigger.MEMORY_ERROR;
        }
        if (error.code().equals("deadline-exceeded")) {
            return RecycleTrigger.SOFT_TIMEOUT;
        }
        return error.retire() ? RecycleTrigger.ASKED : null;
    }

    /** The clock or a writer: the caller is told now, the worker is killed; its slot is free when it is dead. */
    void giveUp(ExitReason reason, String why) {
        if (over.compareAndSet(false, true)) {
            roster.condemn(worker, reason, why);
            fail(reason, Failures.lost(reason));
        }
    }

    /** A writer: the body broke. Not the worker's fault, but it waits for bytes that never come. */
    void bodyBroke(FailureException failure) {
        if (over.compareAndSet(false, true)) {
            roster.condemn(worker, ExitReason.CANCELLED, failure.getMessage());
            endWith(failure);
        }
    }

    /** The worker's end was noticed. */
    void workerEnded(ExitReason reason) {
        if (over.compareAndSet(false, true)) {
            fail(reason, Failures.lost(reason));
        }
    }

    private void fail(ExitReason reason, FailureException failure) {
        lost = reason;
        roster.lost(this, reason);
        endWith(failure);
    }

    private void stopLooking() {
        Future<?> next = look;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void endWith(FailureException failure) {
        stopLooking();
        handover.end(failure);
        accepted.completeExceptionally(failure);
    }

    /** The caller leaves before the end. The worker is asked to stop, and killed when it does not. */
    void leave() {
        handover.leave();
        if (!over.get() && !cancelled) {
            cancelled = true;
            roster.cancel(this);
        }
    }

    /** The caller: a part was nonsense. */
    void distrust(String why) {
        handover.leave();
        giveUp(ExitReason.PROTOCOL, why);
    }

    /** The clock's next look; cancelled at the end. */
    void timer(Future<?> next) {
        look = next;
        if (over.get() && next != null) {
            next.cancel(false);
        }
    }

    boolean isOver() {
        return over.get();
    }

    Future<Void> accepted() {
        return accepted;
    }

    /** One other worker may try it, once; after {@code accepted} never. */
    boolean mayBeTriedElsewhere() {
        return !call.limits().unaccepted()
                && !clock.isAccepted()
                && lost != null
                && lost.counts()
                && call.body().repeatable();
    }

    /** Why the worker was lost over this call; null when it was not. */
    ExitReason lost() {
        return lost;
    }

    long parts() {
        return parts;
    }

    Duration age() {
        return clock.age();
    }
}
