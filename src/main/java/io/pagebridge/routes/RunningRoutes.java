package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.time.Duration;

/** The routes of one directory while they are served: pool, lanes and table. */
record RunningRoutes(
        WorkerPool pool,
        BeginMarks marks,
        RequestBatcher batcher,
        RouteMeters meters,
        RouteTable table,
        RouteEndpoint endpoint)
        implements AutoCloseable {
    /**
     * Starts the workers and asks one for its routes.
     *
     * @throws IllegalStateException with a sentence for the operator: which module, line, and what was expected
     */
    static RunningRoutes start(RouteSettings settings, RouteMeters meters) throws IOException {
        return start(settings, settings.pool(), meters, RouteMemory.ofThisJvm());
    }

    static RunningRoutes start(
            RouteSettings settings, PoolSettings workers, RouteMeters meters, RouteMemory memory)
            throws IOException {
        RoutesConfig config = settings.config();
        BeginMarks marks = BeginMarks.create();
        WorkerPool pool =
                WorkerPool.builder()
                        .name(RouteSettings.POOL)
                        .command(settings.command(marks))
                        .settings(workers)
                        .meters(meters.registry())
                        .start();
        try {
            RouteTable table = table(pool, config.startTimeout());
            RequestBatcher batcher =
                    new RequestBatcher(
                            pool,
                            marks,
                            memory,
                            config.inFlight(),
                            config.queue(),
                            config.queueWait(),
                            config.deadline());
            RouteMetrics metrics = new RouteMetrics(meters.registry());
            metrics.watch(batcher);
            RouteEndpoint endpoint =
                    new RouteEndpoint(
                            table, batcher, metrics, memory, config.bodyLimit().asLongValue());
            return new RunningRoutes(pool, marks, batcher, meters, table, endpoint);
        } catch (RuntimeException e) {
            pool.close();
            marks.close();
            throw e;
        }
    }

    private static RouteTable table(WorkerPool pool, Duration startTimeout) {
        try (Reply reply = pool.call(Call.of("routes"), Deadline.in(startTimeout))) {
            return RouteTable.of(reply.result());
        } catch (FailureException e) {
            throw new IllegalStateException(
                    "pagebridge.routes: no worker could be started: " + pool.state().lastFailure(),
                    e);
        }
    }

    /** Hands its place over: what it has accepted it finishes, what comes later is the next one's. */
    void retire(RunningRoutes next, Duration grace) throws InterruptedException {
        endpoint.succeededBy(next.endpoint);
        batcher.drain(grace);
        pool.drain(grace);
        close();
    }

    @Override
    public void close() {
        batcher.close();
        pool.close();
        marks.close();
    }
}
