package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collects requests while the workers are busy and sends those that wait together, up to sixteen in one call. A lone
 * request is sent at once. One lane for each worker; a lane has one call under way.
 */
final class RequestBatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.routes");

    private final RequestLine line;
    private final Duration queueWait;
    private final List<Thread> lanes = new ArrayList<>();

    /**
     * @param most requests in one call
     * @param queue requests that may wait
     * @param deadline of one request
     */
    RequestBatcher(
            WorkerPool pool,
            BeginMarks marks,
            int most,
            int queue,
            Duration queueWait,
            Duration deadline) {
        this.line = new RequestLine(queue, most);
        this.queueWait = queueWait;
        for (int i = 0; i < pool.settings().size(); i++) {
            RouteLane lane = new RouteLane(pool, marks, line, deadline);
            lanes.add(
                    Thread.ofPlatform()
                            .name("pagebridge-routes-lane-" + i)
                            .daemon(true)
                            .start(() -> run(lane)));
        }
    }

    private void run(RouteLane lane) {
        try {
            for (List<RouteRequest> batch = line.take(true);
                    batch != null;
                    batch = line.take(false)) {
                lane.serve(batch);
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "a lane of the routes was ended");
        }
    }

    /**
     * Never blocks. The answer comes on the request's loop, unless it is refused here.
     *
     * @return false when this batcher takes no more requests; nothing was answered then
     */
    boolean submit(RouteRequest request) {
        return switch (line.add(request)) {
            case ADMITTED -> true;
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
        long end = System.nanoTime() + grace.toNanos();
        for (Thread lane : lanes) {
            lane.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    @Override
    public void close() {
        line.close();
        lanes.forEach(Thread::interrupt);
    }
}
