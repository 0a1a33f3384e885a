package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.ReplyListener;
import io.pagebridge.worker.WorkerUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One batch on its way: gives out what comes back. News come from the worker's reader and from the pool's clock.
 *
 * <p>INVARIANT: when it has landed every request of the batch has been answered or put back into the line, only those
 * are put back that no worker had begun, and its lane has been run again, once. {@code answered} and {@code landed} are
 * guarded by this object's monitor, under which nothing blocks.
 */
final class RouteFlight implements ReplyListener {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.routes");
    private static final String LOST = "The worker was lost over requests in front of this one.";

    /** How often a request may lose its worker before it was begun. */
    private static final int ATTEMPTS = 3;

    private final List<RouteRequest> batch;
    private final long number;
    private final BeginMarks marks;
    private final Duration deadline;
    private final RouteLane lane;
    private final AtomicBoolean met = new AtomicBoolean();
    private int answered;
    private boolean landed;

    RouteFlight(
            List<RouteRequest> batch,
            long number,
            BeginMarks marks,
            Duration deadline,
            RouteLane lane) {
        this.batch = batch;
        this.number = number;
        this.marks = marks;
        this.deadline = deadline;
        this.lane = lane;
    }

    /**
     * The sender has done its part.
     *
     * @return false when the flight is over already: the sender has to run the lane on. So a line full of refused
     *     requests is a loop, not a tower of calls.
     */
    boolean leave() {
        return met.compareAndSet(false, true);
    }

    private void runLane() {
        if (!met.compareAndSet(false, true)) {
            lane.run();
        }
    }

    @Override
    public void news(Reply reply) {
        byte[] last;
        int before;
        synchronized (this) {
            if (landed) {
                return;
            }
            try {
                for (Part part = reply.poll(); part != null; part = reply.poll()) {
                    answered += answer(answered, part.body());
                }
            } catch (BatchReader.NonsenseException e) {
                landed = true;
                distrust(reply, e);
                return;
            } catch (FailureException e) {
                landed = true;
                // A thread of its own: it waits for the worker's death.
                Thread.ofVirtual().start(() -> lost(reply, e));
                return;
            }
            if (!reply.isComplete()) {
                return;
            }
            landed = true;
            last = reply.trailer();
            before = answered;
        }
        double each = reply.worker().wallMs() / batch.size();
        batch.forEach(request -> request.pace().took(each));
        // First: the worker has something to do while the answers are read here.
        runLane();
        try {
            before += answer(before, last);
            if (before < batch.size()) {
                throw new BatchReader.NonsenseException("fewer answers than requests");
            }
        } catch (BatchReader.NonsenseException e) {
            LOG.log(System.Logger.Level.ERROR, "the answers of a batch: {0}", e.getMessage());
            fail(batch.subList(before, batch.size()), FailureKind.WORKER_CRASHED, LOST);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a batch of requests failed by a defect", e);
            fail(batch.subList(before, batch.size()), FailureKind.INTERNAL, "The service failed.");
        }
    }

    private void distrust(Reply reply, BatchReader.NonsenseException nonsense) {
        reply.distrust("the answers of a batch: " + nonsense.getMessage());
        fail(batch.subList(answered, batch.size()), FailureKind.WORKER_CRASHED, LOST);
        runLane();
    }

    @Override
    public void refused(FailureException failure) {
        RouteAnswer failed = new RouteAnswer.Failed(failure);
        deliver(batch, batch.stream().map(request -> failed).toList());
        runLane();
    }

    /** @return how many answers there were */
    private int answer(int from, byte[] untrusted) throws BatchReader.NonsenseException {
        List<RouteAnswer> answers = BatchReader.read(untrusted, batch.size() - from);
        deliver(batch.subList(from, from + answers.size()), answers);
        return answers.size();
    }

    /** One wake-up for each event loop, however many answers it gets. */
    private static void deliver(List<RouteRequest> requests, List<RouteAnswer> answers) {
        if (requests.size() == 1) {
            RouteRequest request = requests.getFirst();
            RouteAnswer answer = answers.getFirst();
            request.loop().execute(() -> request.answer().accept(answer));
            return;
        }
        Map<Executor, List<Runnable>> byLoop = new IdentityHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            RouteRequest request = requests.get(i);
            RouteAnswer answer = answers.get(i);
            byLoop.computeIfAbsent(request.loop(), loop -> new ArrayList<>())
                    .add(() -> request.answer().accept(answer));
        }
        byLoop.forEach((loop, all) -> loop.execute(() -> all.forEach(Runnable::run)));
    }

    private static void fail(List<RouteRequest> requests, FailureKind kind, String message) {
        Map<String, Object> details =
                kind.retryable() ? Map.of("retry_after", Duration.ofSeconds(1)) : Map.of();
        RouteAnswer failed = new RouteAnswer.Failed(new FailureException(kind, message, details));
        deliver(requests, requests.stream().map(request -> failed).toList());
    }

    /**
     * The call has failed: what was begun last is to blame, what was begun before it is lost with the worker, what was
     * not begun is run elsewhere.
     */
    private void lost(Reply reply, FailureException e) {
        int done;
        synchronized (this) {
            done = answered;
        }
        int begun = begun(done, reply);
        if (begun > done) {
            List<RouteRequest> blamed = batch.subList(begun - 1, begun);
            fail(batch.subList(done, begun - 1), FailureKind.WORKER_CRASHED, LOST);
            fail(blamed, e.kind(), blame(e));
            blamed.forEach(request -> request.pace().took(deadline.toMillis()));
        }
        List<RouteRequest> rest = batch.subList(begun, batch.size());
        if (rest.isEmpty() || rest.getFirst().attempt() >= ATTEMPTS) {
            RouteAnswer failed = new RouteAnswer.Failed(e);
            deliver(rest, rest.stream().map(request -> failed).toList());
        } else {
            lane.putBack(rest.stream().map(RouteRequest::again).toList());
        }
        runLane();
    }

    private int begun(int done, Reply reply) {
        WorkerUse use = reply.worker();
        if (use.exit().isEmpty()) {
            // It lives and has said itself that it stops after the last answer.
            return done;
        }
        return Math.max(done, marks.begunBy(use.pid(), number, batch.size()));
    }

    private static String blame(FailureException e) {
        return switch (e.kind()) {
            case DEADLINE_EXCEEDED -> "The route took too long and was stopped.";
            case OUT_OF_MEMORY -> "The route needs more memory than it may use.";
            case DRAINING -> "The service is shutting down.";
            default -> "The worker process was lost while the route ran.";
        };
    }
}
