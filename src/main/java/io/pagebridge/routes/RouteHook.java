package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.hook.HookWorkers;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Runs the chunk hook in the workers of the routes, whichever generation of them serves now. */
@Singleton
final class RouteHook implements HookWorkers {
    private final RouteBeans routes;

    RouteHook(RouteBeans routes) {
        this.routes = routes;
    }

    @Override
    public Answer run(byte[] body, String requestId, Duration patience) {
        RunningRoutes running = now();
        try {
            return run(running.pool(), body, requestId, patience);
        } catch (FailureException failure) {
            boolean replaced = failure.kind() == FailureKind.DRAINING && now() != running;
            if (!replaced) {
                throw failure;
            }
            return run(now().pool(), body, requestId, patience);
        }
    }

    private RunningRoutes now() {
        return routes.running()
                .orElseThrow(
                        () ->
                                new FailureException(
                                        FailureKind.NOT_READY, "No worker of the routes runs."));
    }

    static Answer run(WorkerPool pool, byte[] body, String requestId, Duration patience) {
        Call call =
                Call.of("chunks")
                        .body(body)
                        .requestId(requestId)
                        .stall(patience)
                        .soft(patience)
                        .hard(patience);
        try (Reply reply = pool.call(call, Deadline.in(patience))) {
            return new Answer(reply.result(), reply.trailer());
        }
    }
}
