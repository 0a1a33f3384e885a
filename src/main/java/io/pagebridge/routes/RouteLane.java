package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import io.pagebridge.worker.WorkerUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends batches to the pool, one after the other, and gives out what comes back. Used by its own thread.
 *
 * <p>INVARIANT: after {@link #serve} every request of the batch has been answered or put back into the line, and only
 * those are put back that no worker had begun.
 */
final class RouteLane {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.routes");
    private static final AtomicLong BATCHES = new AtomicLong();
    private static final int SWEEP_EVERY = 10_000;

    /** How often a request may lose its worker before it was begun. */
    private static final int ATTEMPTS = 3;

    private final WorkerPool pool;
    private final BeginMarks marks;
    private final RequestLine line;
    private final Duration deadline;

    RouteLane(WorkerPool pool, BeginMarks marks, RequestLine line, Duration deadline) {
        this.pool = pool;
        this.marks = marks;
        this.line = line;
        this.deadline = deadline;
    }

    void serve(List<RouteRequest> batch) {
        long number = BATCHES.incrementAndGet();
        if (number % SWEEP_EVERY == 0) {
            marks.sweep();
        }
        int answered = 0;
        Reply reply = null;
        try {
            reply = pool.call(call(batch, number), patience(batch));
            for (Part part = reply.next(); part != null; part = reply.next()) {
                answered += answer(batch, answered, part.body());
            }
            answered += answer(batch, answered, reply.trailer());
            if (answered < batch.size()) {
                throw new BatchReader.NonsenseException("fewer answers than requests");
            }
            double each = reply.worker().wallMs() / batch.size();
            batch.forEach(request -> request.pace().took(each));
        } catch (BatchReader.NonsenseException e) {
            reply.distrust("the answers of a batch: " + e.getMessage());
            fail(batch.subList(answered, batch.size()), FailureKind.WORKER_CRASHED, LOST);
        } catch (FailureException e) {
            lost(batch, answered, number, reply, e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a batch of requests failed by a defect", e);
            fail(
                    batch.subList(answered, batch.size()),
                    FailureKind.INTERNAL,
                    "The service failed.");
        } finally {
            if (reply != null) {
                reply.close();
            }
        }
    }

    private static final String LOST = "The worker was lost over requests in front of this one.";

    private Call call(List<RouteRequest> batch, long number) {
        return Call.of("request", Map.of("batch", number))
                .body(BatchWriter.write(batch))
                .stall(deadline)
                .units(batch.size());
    }

    /** The pool's stall clock holds each request to its deadline; this is the fence behind it. */
    private Deadline patience(List<RouteRequest> batch) {
        return Deadline.in(deadline.multipliedBy(batch.size() + 1L).plusSeconds(30));
    }

    /** @return how many answers there were */
    private static int answer(List<RouteRequest> batch, int from, byte[] untrusted)
            throws BatchReader.NonsenseException {
        List<RouteAnswer> answers = BatchReader.read(untrusted, batch.size() - from);
        List<RouteRequest> requests = batch.subList(from, from + answers.size());
        deliver(requests, answers);
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
    private void lost(
            List<RouteRequest> batch, int answered, long number, Reply reply, FailureException e) {
        int begun = begun(batch, answered, number, reply);
        if (begun > answered) {
            List<RouteRequest> blamed = batch.subList(begun - 1, begun);
            fail(batch.subList(answered, begun - 1), FailureKind.WORKER_CRASHED, LOST);
            fail(blamed, e.kind(), blame(e));
            blamed.forEach(request -> request.pace().took(deadline.toMillis()));
        }
        List<RouteRequest> rest = batch.subList(begun, batch.size());
        if (reply == null || rest.isEmpty() || rest.getFirst().attempt() >= ATTEMPTS) {
            RouteAnswer failed = new RouteAnswer.Failed(e);
            deliver(rest, rest.stream().map(request -> failed).toList());
        } else {
            line.putBack(rest.stream().map(RouteRequest::again).toList());
        }
    }

    private int begun(List<RouteRequest> batch, int answered, long number, Reply reply) {
        if (reply == null) {
            return 0;
        }
        WorkerUse use = reply.worker();
        if (use.exit().isEmpty()) {
            // It lives and has said itself that it stops after the last answer.
            return answered;
        }
        return Math.max(answered, marks.begunBy(use.pid(), number, batch.size()));
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
