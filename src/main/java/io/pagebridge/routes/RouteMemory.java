package io.pagebridge.routes;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies and answers the routes hold in this JVM at once: a part of its heap, however many come and
 * however large they may be. Who would be over it is refused; the heap would be full otherwise, and the service gone.
 */
final class RouteMemory {
    /** The rest is for copies on their way through the pipe, and for everybody else. */
    private static final int PART_OF_HEAP = 4;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();

    RouteMemory(long limit) {
        this.limit = limit;
    }

    static RouteMemory ofThisJvm() {
        return new RouteMemory(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Every true is followed by a {@link #release}. One alone is always let in.
     *
     * @return false when it does not fit
     */
    boolean take(long bytes) {
        long before = held.getAndAdd(bytes);
        if (before > 0 && before + bytes > limit) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** What is there already, an answer, whether it fits or not; followed by {@link #fetched}. */
    void add(long bytes) {
        answers.addAndGet(bytes);
        held.addAndGet(bytes);
    }

    /** An answer has reached its client, or never will. */
    void fetched(long bytes) {
        held.addAndGet(-bytes);
        answers.addAndGet(-bytes);
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /**
     * Whether answers that nobody fetches leave no room for another. Bodies alone do not: they were let in, and refusing
     * them for themselves would serve nobody.
     */
    boolean full() {
        return answers.get() > 0 && held.get() >= limit;
    }

    long held() {
        return held.get();
    }
}
