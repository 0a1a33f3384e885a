package io.pagebridge.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * The bounded line of calls that wait for a worker, first come first served; a call that lost its worker before it was
 * accepted comes back to the front.
 *
 * <p>INVARIANT: guarded by the roster's lock; a ticket's future is completed outside of it.
 */
final class WaitingLine {
    /** A place in the line. */
    static final class Ticket {
        final CompletableFuture<Worker> worker = new CompletableFuture<>();
        final long since = System.nanoTime();

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
    private final int capacity;

    WaitingLine(int capacity) {
        this.capacity = capacity;
    }

    boolean full() {
        return tickets.size() >= capacity;
    }

    void add(Ticket ticket, boolean front) {
        if (front) {
            tickets.addFirst(ticket);
        } else {
            tickets.addLast(ticket);
        }
    }

    Ticket next() {
        return tickets.poll();
    }

    boolean remove(Ticket ticket) {
        return tickets.remove(ticket);
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    int size() {
        return tickets.size();
    }
}
