package io.pagebridge.worker;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The workers by what they do. Those that are free are handed out last in, first out: the busy stay warm, the idle
 * become old enough to be ended.
 *
 * <p>INVARIANT (under the roster's lock): {@code idle} holds exactly the workers in state IDLE; {@code workers} all
 * whose process may still live.
 */
final class Ranks {
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    void add(Worker worker) {
        workers.add(worker);
        worker.become(WorkerState.STARTING);
    }

    /** The newest free worker becomes busy; null when none is free. One that has just died is left to its reader. */
    Worker lend() {
        for (Iterator<Worker> free = idle.iterator(); free.hasNext(); ) {
            Worker worker = free.next();
            if (worker.alive()) {
                free.remove();
                worker.become(WorkerState.BUSY);
                return worker;
            }
        }
        return null;
    }

    boolean hasFree() {
        return idle.stream().anyMatch(Worker::alive);
    }

    /** Busy no more. Does nothing for a worker that was condemned meanwhile. */
    void free(Worker worker) {
        if (worker.state() == WorkerState.BUSY) {
            worker.become(WorkerState.IDLE);
            idle.push(worker);
        }
    }

    void promote(Worker standby) {
        standby.become(WorkerState.IDLE);
        idle.addLast(standby);
    }

    void retire(Worker worker) {
        idle.remove(worker);
        worker.become(WorkerState.RETIRING);
    }

    void condemn(Worker worker) {
        if (worker.state().usable() || worker.state() == WorkerState.RETIRING) {
            idle.remove(worker);
            worker.become(WorkerState.CONDEMNED);
            worker.become(WorkerState.KILLED);
        }
    }

    /** Its process is dead: whatever it was, it ends in one of the three last states. */
    void bury(Worker worker, ExitReason reason) {
        if (worker.state().starting()) {
            worker.become(WorkerState.FAILED_START);
        } else if (worker.state() == WorkerState.RETIRING && reason.planned()) {
            worker.become(WorkerState.EXITED);
        } else {
            condemn(worker);
            worker.become(WorkerState.REAPED);
        }
        workers.remove(worker);
    }

    /** A ready worker that is kept back, or null. */
    Worker standby() {
        for (Worker worker : workers) {
            if (worker.state() == WorkerState.STANDBY && worker.alive()) {
                return worker;
            }
        }
        return null;
    }

    /** A free worker that has served long enough, or null. */
    Worker dueAndFree() {
        for (Worker worker : idle) {
            if (worker.due() != null) {
                return worker;
            }
        }
        return null;
    }

    /** The one that has been free for longest, or null. */
    Worker longestIdle() {
        return idle.peekLast();
    }

    List<Worker> present() {
        return List.copyOf(workers);
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    Staffing count(int waiting) {
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
        return new Staffing(active, standby, starting, leaving, busy, waiting, due);
    }
}
