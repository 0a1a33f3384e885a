package io.pagebridge.routes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.worker.PoolSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Routes as the service starts them, without the service. */
final class StartedRoutes {
    private StartedRoutes() {}

    static RouteSettings settings(Path directory, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>();
        settings.put("pagebridge.python.home", "python");
        settings.put("pagebridge.python.interpreter", ".venv/bin/python");
        settings.put("pagebridge.routes.size", "2");
        settings.putAll(further);
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withMapping(RoutesConfig.class)
                        .withMapping(ChunksConfig.class)
                        .withMappingIgnore("pagebridge.**")
                        .withDefaultValues(settings)
                        .build();
        return new RouteSettings(
                config.getConfigMapping(RoutesConfig.class),
                config.getConfigMapping(ChunksConfig.class),
                directory);
    }

    static RunningRoutes start(Path directory, Map<String, String> further) throws IOException {
        return RunningRoutes.start(
                settings(directory, further), RouteMeters.of(new SimpleMeterRegistry()).publish());
    }

    static RunningRoutes start(Path directory, Map<String, String> further, RouteMemory memory)
            throws IOException {
        RouteSettings settings = settings(directory, further);
        return RunningRoutes.start(
                settings,
                settings.pool(),
                RouteMeters.of(new SimpleMeterRegistry()).publish(),
                memory);
    }

    /** Workers that may be recycled as soon as they have served what they should. */
    static RunningRoutes startWithoutMinimumLife(Path directory, Map<String, String> further)
            throws IOException {
        RouteSettings settings = settings(directory, further);
        return RunningRoutes.start(
                settings,
                shortLived(settings.pool(), Duration.ZERO),
                RouteMeters.of(new SimpleMeterRegistry()).publish(),
                RouteMemory.ofThisJvm());
    }

    static PoolSettings shortLived(PoolSettings pool, Duration life) {
        return pool.toBuilder().recycle(pool.recycle().withMinimumLife(life)).build();
    }

    /** What a route answers to a body, as text. */
    static String ask(RunningRoutes routes, String path, String body) {
        CompletableFuture<RouteAnswer> answer = new CompletableFuture<>();
        routes.batcher()
                .submit(
                        new RouteRequest(
                                routes.table().match(path).route(),
                                new Pace(),
                                "POST",
                                path,
                                Map.of(),
                                Map.of(),
                                Map.of("host", List.of("h")),
                                body.getBytes(StandardCharsets.UTF_8),
                                Runnable::run,
                                answer::complete,
                                System.nanoTime(),
                                0));
        return switch (answer.join()) {
            case RouteAnswer.Returned returned ->
                    new String(returned.body(), StandardCharsets.UTF_8);
            case RouteAnswer.Failed failed -> failed.failure().kind().code();
        };
    }
}
