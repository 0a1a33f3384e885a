package io.pagebridge.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.failure.FailureException;
import io.pagebridge.worker.BreakerLimits;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Clocks;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleLimits;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of one directory while they are served: pool, lanes and table. */
record RunningRoutes(
        WorkerPool pool,
        BeginMarks marks,
        RequestBatcher batcher,
        RouteTable table,
        RouteEndpoint endpoint)
        implements AutoCloseable {
    static final int MOST_IN_FLIGHT = 16;

    /** Beside the largest answer: others that are sent with it, and headers. */
    private static final long ROOM = 16L << 20;

    /**
     * Starts the workers and asks one for its routes.
     *
     * @throws IllegalStateException with a sentence for the operator: which module, line, and what was expected
     */
    static RunningRoutes start(RoutesConfig config, Path directory, MeterRegistry meters)
            throws IOException {
        if (config.inFlight() < 1 || config.inFlight() > MOST_IN_FLIGHT) {
            throw new IllegalStateException(
                    "pagebridge.routes.in-flight is %d, it must be from 1 to %d"
                            .formatted(config.inFlight(), MOST_IN_FLIGHT));
        }
        BeginMarks marks = BeginMarks.create();
        WorkerPool pool =
                WorkerPool.builder()
                        .name("routes")
                        .command(command(config, directory, marks))
                        .settings(settings(config))
                        .meters(meters)
                        .start();
        try {
            RouteTable table = table(pool, config.startTimeout());
            RequestBatcher batcher =
                    new RequestBatcher(
                            pool,
                            marks,
                            config.inFlight(),
                            config.queue(),
                            config.queueWait(),
                            config.deadline());
            RouteMetrics metrics = new RouteMetrics(meters);
            metrics.watch(batcher);
            RouteEndpoint endpoint =
                    new RouteEndpoint(table, batcher, metrics, config.bodyLimit().asLongValue());
            return new RunningRoutes(pool, marks, batcher, table, endpoint);
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

    private static WorkerCommand command(RoutesConfig config, Path directory, BeginMarks marks) {
        String readable =
                Stream.concat(Stream.of(directory), config.readable().orElse(List.of()).stream())
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
        return WorkerCommand.python(
                        config.interpreter().toAbsolutePath().normalize(),
                        config.script().toAbsolutePath().normalize())
                .withEnvironment("PAGEBRIDGE_ROUTES", directory.toString())
                .withEnvironment("PAGEBRIDGE_ROUTES_MARKS", marks.directory.toString())
                .withEnvironment(
                        "PAGEBRIDGE_ROUTES_ANSWER_BYTES",
                        Long.toString(config.answerLimit().asLongValue()))
                .withEnvironment("PAGEBRIDGE_READABLE", readable);
    }

    private static PoolSettings settings(RoutesConfig config) {
        PoolSettings sized =
                config.size().isPresent()
                        ? PoolSettings.ofSize(config.size().getAsInt())
                        : PoolSettings.defaults();
        return sized.toBuilder()
                .standby(config.standby())
                .workerMemory(config.workerMemory().asLongValue())
                .maxTrailer(config.answerLimit().asLongValue() + ROOM)
                .sandbox(config.sandbox().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .clocks(
                        Clocks.builder()
                                .start(config.startTimeout())
                                .queueWait(config.startTimeout())
                                .stall(config.deadline())
                                .soft(config.deadline().multipliedBy(MOST_IN_FLIGHT + 1L))
                                .hardMargin(config.deadline())
                                .build())
                // One bad route must not close the others: the start delay alone holds back a pool
                // whose workers do not even start.
                .breaker(BreakerLimits.defaults().withFaults(Integer.MAX_VALUE))
                .recycle(
                        RecycleLimits.defaults()
                                .withDocuments(config.recycleRequests())
                                .withParts(Long.MAX_VALUE)
                                .withGrowth(config.recycleGrowth().asLongValue()))
                .build();
    }

    @Override
    public void close() {
        batcher.close();
        pool.close();
        marks.close();
    }
}
