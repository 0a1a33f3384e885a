package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.Map;

/**
 * Collects requests while the workers are busy and sends those that wait together, up to sixteen in one call. A lone
 * request is sent at once, by the event loop that brings it. One lane for each worker; a lane has one call under way.
 */
final class RequestBatcher implements AutoCloseable {
    private final RequestLine line;
    private final Duration queueWait;
    private final RouteLane lane;

    /**
     * @param most requests in one call
     * @param queue requests that may wait
     * @param deadline of one request
     */
    RequestBatcher(
            WorkerPool pool,
            BeginMarks marks,
            RouteMemory memory,
            int most,
            int queue,
            Duration queueWait,
            Duration deadline) {
        this.line = new RequestLine(queue, most, pool.settings().size());
        this.queueWait = queueWait;
        this.lane = new RouteLane(pool, marks, memory, line, deadline);
    }

    /**
     * Never blocks. The answer comes on the request's loop, unless it is refused here.
     *
     * @return false when this batcher takes no more requests; nothing was answered then
     */
    boolean submit(RouteRequest request) {
        return switch (line.add(request)) {
            case ADMITTED -> true;
            case LANE -> {
                lane.run();
                yield true;
            }
            case FULL -> {
                refuse(request, FailureKind.QUEUE_FULL, "Too many requests wait for a worker.");
                yield true;
            }
            case CLOSED -> false;
        };
    }

    static void refuseDraining(RouteRequest request) {
        refuse(request, FailureKind.DRAINING, "The service is shutting down.");
    }

    /** To be called now and then: nobody waits longer than allowed. */
    void refuseOverdue() {
        for (RouteRequest request : line.overdue(System.nanoTime() - queueWait.toNanos())) {
            request.loop()
                    .execute(
                            () ->
                                    refuse(
                                            request,
                                            FailureKind.QUEUE_FULL,
                                            "No worker was free in time."));
        }
    }

    private static void refuse(RouteRequest request, FailureKind kind, String message) {
        Map<String, Object> later = Map.of("retry_after", Duration.ofSeconds(1));
        request.answer().accept(new RouteAnswer.Failed(new FailureException(kind, message, later)));
    }

    int waiting() {
        return line.size();
    }

    /** Refuses new requests, lets the others finish within the time. */
    void drain(Duration grace) throws InterruptedException {
        line.close();
        line.awaitQuiet(grace);
    }

    /** Requests that wait are refused as soon as the pool is closed. */
    @Override
    public void close() {
        line.close();
    }
}
