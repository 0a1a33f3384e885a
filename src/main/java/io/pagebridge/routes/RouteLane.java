package io.pagebridge.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends batches to the pool, one after the other. A lane is no thread: whoever brings work for an idle one runs it, then
 * whoever brings the answer of its batch, so that nobody is woken up who is not needed.
 *
 * <p>INVARIANT: between two runs a lane has exactly one flight under way, or is counted as idle by its line.
 */
final class RouteLane {
    private static final AtomicLong BATCHES = new AtomicLong();
    private static final int SWEEP_EVERY = 10_000;

    private final WorkerPool pool;
    private final BeginMarks marks;
    private final RouteMemory memory;
    private final RequestLine line;
    private final Duration deadline;

    RouteLane(
            WorkerPool pool,
            BeginMarks marks,
            RouteMemory memory,
            RequestLine line,
            Duration deadline) {
        this.pool = pool;
        this.marks = marks;
        this.memory = memory;
        this.line = line;
        this.deadline = deadline;
    }

    /** Sends what waits, until something is under way or nothing waits. Never blocks. */
    void run() {
        for (List<RouteRequest> batch = line.take(); batch != null; batch = line.take()) {
            long number = BATCHES.incrementAndGet();
            if (number % SWEEP_EVERY == 0) {
                Thread.ofVirtual().start(marks::sweep);
            }
            RouteFlight flight = new RouteFlight(batch, number, marks, deadline, this);
            if (memory.full()) {
                // Answers nobody fetches: another one would have to be kept, too.
                flight.refused(RequestBody.full());
            } else {
                pool.send(call(batch, number), patience(batch), flight);
            }
            if (flight.leave()) {
                return;
            }
        }
    }

    /** First again in the line. */
    void putBack(List<RouteRequest> requests) {
        for (int lanes = line.putBack(requests); lanes > 0; lanes--) {
            run();
        }
    }

    private Call call(List<RouteRequest> batch, long number) {
        ObjectNode args = JsonNodeFactory.instance.objectNode().put("batch", number);
        return Call.of("request", args)
                .body(BatchWriter.write(batch))
                .stall(deadline)
                .unaccepted()
                .units(batch.size());
    }

    /** The pool's stall clock holds each request to its deadline; this is the fence behind it. */
    private Deadline patience(List<RouteRequest> batch) {
        return Deadline.in(deadline.multipliedBy(batch.size() + 1L).plusSeconds(30));
    }
}
