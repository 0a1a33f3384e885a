package io.pagebridge.routes;

import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.worker.BreakerLimits;
import io.pagebridge.worker.Clocks;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleLimits;
import io.pagebridge.worker.WorkerCommand;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the settings mean for the pool of the routes and its workers. */
record RouteSettings(RoutesConfig config, ChunksConfig chunks, Path directory) {
    static final String POOL = "routes";
    static final int MOST_IN_FLIGHT = 16;

    /** Beside the largest answer: others that are sent with it, and headers. */
    private static final long ROOM = 16L << 20;

    /** Lanes have one call each; the rest are documents that wait for their hook, each of them a request under way. */
    private static final int CALLS_WAITING = 1024;

    /**
     * @throws IllegalStateException with a sentence for the operator
     */
    RouteSettings {
        if (config.inFlight() < 1 || config.inFlight() > MOST_IN_FLIGHT) {
            throw new IllegalStateException(
                    "pagebridge.routes.in-flight is %d, it must be from 1 to %d"
                            .formatted(config.inFlight(), MOST_IN_FLIGHT));
        }
    }

    WorkerCommand command(BeginMarks marks) {
        return WorkerCommand.python(
                        config.interpreter().toAbsolutePath().normalize(),
                        config.script().toAbsolutePath().normalize())
                .withEnvironment("PAGEBRIDGE_ROUTES", directory.toString())
                .withEnvironment("PAGEBRIDGE_ROUTES_MARKS", marks.directory.toString())
                .withEnvironment(
                        "PAGEBRIDGE_ROUTES_ANSWER_BYTES",
                        Long.toString(config.answerLimit().asLongValue()))
                .withEnvironment("PAGEBRIDGE_CHUNK_HOOK", chunks.hook().orElse(""))
                .withEnvironment(
                        "PAGEBRIDGE_READABLE",
                        paths(
                                Stream.concat(
                                        Stream.of(directory),
                                        config.readable().orElse(List.of()).stream())))
                .withEnvironment(
                        "PAGEBRIDGE_WRITABLE", paths(config.writable().orElse(List.of()).stream()))
                .withEnvironment("PAGEBRIDGE_NETWORK", config.network() ? "allowed" : "");
    }

    private static String paths(Stream<Path> all) {
        return all.map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    PoolSettings pool() {
        PoolSettings.Builder sized =
                config.size().isPresent()
                        ? PoolSettings.builder(config.size().getAsInt())
                        : PoolSettings.builder();
        return sized.standby(config.standby())
                .queue(CALLS_WAITING)
                .workerMemory(config.workerMemory().asLongValue())
                .maxTrailer(config.answerLimit().asLongValue() + ROOM)
                .sandbox(config.sandbox().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .clocks(clocks())
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

    /** The longest of what a call may ask for; each call lowers them to its own. */
    private Clocks clocks() {
        Duration hook = chunks.hook().isPresent() ? chunks.hookDeadline() : Duration.ZERO;
        Duration stall = config.deadline().compareTo(hook) < 0 ? hook : config.deadline();
        return Clocks.builder()
                .start(config.startTimeout())
                .queueWait(config.startTimeout())
                .stall(stall)
                .soft(stall.multipliedBy(MOST_IN_FLIGHT + 1L))
                .hardMargin(config.deadline())
                .build();
    }
}
