package io.pagebridge.routes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait for a lane, in order. A lane takes what may cross the pipe together: quick requests only, few
 * bytes, and no more than its share, so that one lane never leaves the others idle. Nothing waits for company, and
 * nobody waits here: who brings work for an idle lane runs it.
 */
final class RequestLine {
    private static final int MOST_BYTES = 256 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final ArrayDeque<RouteRequest> waiting = new ArrayDeque<>();
    private final int limit;
    private final int most;
    private int idle;
    private int busy;
    private boolean closed;

    /**
     * @param limit requests that may wait
     * @param most requests in one batch
     * @param lanes all of them idle
     */
    RequestLine(int limit, int most, int lanes) {
        this.limit = limit;
        this.most = most;
        this.idle = lanes;
    }

    /** What {@link #add} says. */
    enum Admission {
        /** A lane that is busy will take it. */
        ADMITTED,
        /** It waits, and a lane that was idle is the caller's to run. */
        LANE,
        FULL,
        CLOSED
    }

    Admission add(RouteRequest request) {
        lock.lock();
        try {
            if (closed) {
                return Admission.CLOSED;
            }
            // Those that an idle lane is about to take do not wait.
            if (waiting.size() >= limit + idle) {
                return Admission.FULL;
            }
            waiting.addLast(request);
            return lane() ? Admission.LANE : Admission.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    private boolean lane() {
        if (idle == 0) {
            return false;
        }
        idle--;
        busy++;
        return true;
    }

    /**
     * Requests whose worker was lost before it had begun them: first again, whatever the limit.
     *
     * @return how many lanes that were idle are the caller's to run
     */
    int putBack(List<RouteRequest> requests) {
        lock.lock();
        try {
            for (RouteRequest request : requests.reversed()) {
                waiting.addFirst(request);
            }
            int lanes = 0;
            while (lanes < requests.size() && lane()) {
                lanes++;
            }
            return lanes;
        } finally {
            lock.unlock();
        }
    }

    /** For a lane that has nothing under way. Null: there is no work, and the lane is idle from here on. */
    List<RouteRequest> take() {
        lock.lock();
        try {
            if (!waiting.isEmpty()) {
                return batch();
            }
            busy--;
            idle++;
            quiet.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private List<RouteRequest> batch() {
        int share = Math.clamp((waiting.size() + idle) / (idle + 1), 1, most);
        List<RouteRequest> batch = new ArrayList<>(share);
        RouteRequest first = waiting.pollFirst();
        batch.add(first);
        int bytes = first.body().length;
        while (batch.size() < share && first.pace().quick() && first.attempt() == 0) {
            RouteRequest next = waiting.peekFirst();
            if (!next.pace().quick() || next.attempt() > 0 || bytes > MOST_BYTES) {
                break;
            }
            bytes += next.body().length;
            batch.add(waiting.pollFirst());
        }
        return batch;
    }

    /** Takes out those that joined before that moment. */
    List<RouteRequest> overdue(long before) {
        lock.lock();
        try {
            List<RouteRequest> overdue = new ArrayList<>();
            for (Iterator<RouteRequest> all = waiting.iterator(); all.hasNext(); ) {
                RouteRequest request = all.next();
                if (request.since() - before < 0) {
                    all.remove();
                    overdue.add(request);
                }
            }
            return overdue;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** No more requests; those that wait are still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether nothing waits and all lanes are idle within the time */
    boolean awaitQuiet(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lock();
        try {
            while ((busy > 0 || !waiting.isEmpty()) && left > 0) {
                left = quiet.awaitNanos(left);
            }
            return busy == 0 && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
