package io.pagebridge.routes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait for a lane, in order. A lane takes what may cross the pipe together: quick requests only, few
 * bytes, and no more than its share, so that one lane never leaves the others idle. Nothing waits for company.
 */
final class RequestLine {
    private static final int MOST_BYTES = 256 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<RouteRequest> waiting = new ArrayDeque<>();
    private final int limit;
    private final int most;
    private int idle;
    private int busy;
    private boolean closed;

    /**
     * @param limit requests that may wait
     * @param most requests in one batch
     */
    RequestLine(int limit, int most) {
        this.limit = limit;
        this.most = most;
    }

    /** What {@link #add} says. */
    enum Admission {
        ADMITTED,
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
            changed.signal();
            return Admission.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    /** Requests whose worker was lost before it had begun them: first again, whatever the limit. */
    void putBack(List<RouteRequest> requests) {
        lock.lock();
        try {
            for (RouteRequest request : requests.reversed()) {
                waiting.addFirst(request);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A lane: waits for work; what it had before is done. Null when the line is closed and empty. */
    List<RouteRequest> take(boolean first) throws InterruptedException {
        lock.lock();
        try {
            if (!first) {
                busy--;
                changed.signalAll();
            }
            idle++;
            try {
                while (waiting.isEmpty()) {
                    if (closed && busy == 0) {
                        return null;
                    }
                    changed.await();
                }
            } finally {
                idle--;
            }
            busy++;
            return batch();
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
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
