package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * From the worker's reader thread to the caller: parts in order, then one end.
 *
 * <p>INVARIANT (under {@code lock}): {@code bytes} is the sum of the queued parts; a part is only added while it is
 * below {@code limit}, with something for each, so that empty parts cannot fill the memory; nothing is added after the end or after the caller left.
 */
final class Handover {
    /** What a part takes besides its body. */
    private static final int EACH = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final long limit;
    private long bytes;
    private boolean full;
    private boolean left;
    private WorkerMessage.Done done;
    private FailureException failure;
    private Runnable news = () -> {};

    Handover(long limit) {
        this.limit = limit;
    }

    /** Before the call is sent: what is run after every part and after the end, by whoever brings them, without a lock. */
    void tell(Runnable listener) {
        news = listener;
    }

    /** Reader thread: blocks while the caller is behind. */
    void put(Part part) {
        lock.lock();
        try {
            while (bytes >= limit && !over()) {
                full = true;
                changed.awaitUninterruptibly();
            }
            full = false;
            if (!over()) {
                parts.add(part);
                bytes += EACH + part.body().length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        news.run();
    }

    /** Whether the worker waits for the caller; its silence is not its fault then. */
    boolean full() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    void end(WorkerMessage.Done result) {
        lock.lock();
        try {
            done = result;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        news.run();
    }

    void end(FailureException reason) {
        lock.lock();
        try {
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        news.run();
    }

    /** The caller wants no more: queued parts are dropped, the reader is released. */
    void leave() {
        lock.lock();
        try {
            left = true;
            parts.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The caller: blocks until there is a part or the end. May be a virtual thread.
     *
     * @return null at the end
     */
    Part take() throws InterruptedException {
        lock.lock();
        try {
            while (parts.isEmpty() && !over()) {
                changed.await();
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Like {@link #take} without waiting: null also when there is nothing yet. */
    Part poll() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    private Part next() {
        Part part = parts.poll();
        if (part != null) {
            bytes -= EACH + part.body().length;
            changed.signalAll();
            return part;
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** The end, after {@link #take} has given null; null when it has not come. */
    WorkerMessage.Done done() {
        lock.lock();
        try {
            return done;
        } finally {
            lock.unlock();
        }
    }

    private boolean over() {
        return left || done != null || failure != null;
    }
}
