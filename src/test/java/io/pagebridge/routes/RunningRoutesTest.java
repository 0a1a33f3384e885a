package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.worker.RecycleTrigger;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes without HTTP: the start, its refusals, and recycling that nobody notices. */
class RunningRoutesTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "import nothing_like_it, 'm.py, line 1: cannot be imported: ModuleNotFoundError'",
        "def init(): return [], 'm.py: expected a function request(method, path, params'"
    })
    void aBrokenModuleStopsTheStartWithItsLine(String module, String sentence) throws IOException {
        Files.writeString(directory.resolve("m.py"), module);
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("pagebridge.routes: " + sentence);
    }

    @Test
    void aPathOfTheServiceIsRefused() throws IOException {
        Files.writeString(
                directory.resolve("m.py"),
                """
                def init():
                    return {"/v1/extract": ["POST"]}
                def request(method, path, params, query, headers, body):
                    pass
                """);
        assertThatThrownBy(() -> start(Map.of())).hasMessageContaining("belong to the service");
    }

    @Test
    void recyclingFailsNoRequest() throws Exception {
        Files.writeString(
                directory.resolve("m.py"),
                "def request(method, path, params, query, headers, body):\n    return 200, '', {}\n");
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger fine = new AtomicInteger();
        Semaphore open = new Semaphore(32);
        try (RunningRoutes routes = start(Map.of("pagebridge.routes.recycle-requests", "200"))) {
            Route route = routes.table().match("/m").route();
            Pace pace = new Pace();
            Consumer<RouteAnswer> count =
                    answer -> {
                        fine.addAndGet(answer instanceof RouteAnswer.Returned ? 1 : 0);
                        open.release();
                    };
            // Each worker lives for ten seconds at least.
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (recycled(routes) < 2 && System.nanoTime() < end) {
                open.acquire();
                routes.batcher().submit(request(route, pace, count));
                if (sent.incrementAndGet() % 32 == 0) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
            open.acquire(32);
            assertThat(recycled(routes)).isGreaterThanOrEqualTo(2);
            assertThat(fine).hasValue(sent.get());
        }
    }

    private static long recycled(RunningRoutes routes) {
        return routes.pool().state().recycles().getOrDefault(RecycleTrigger.DOCUMENTS, 0L);
    }

    private static RouteRequest request(Route route, Pace pace, Consumer<RouteAnswer> answer) {
        return new RouteRequest(
                route,
                pace,
                "GET",
                "/m",
                Map.of(),
                Map.of(),
                Map.of("host", List.of("h")),
                new byte[0],
                Runnable::run,
                answer,
                System.nanoTime(),
                0);
    }

    private RunningRoutes start(Map<String, String> further) throws IOException {
        Map<String, String> settings = new HashMap<>(further);
        settings.put("pagebridge.python.home", "python");
        settings.put("pagebridge.python.interpreter", ".venv/bin/python");
        settings.put("pagebridge.routes.size", "2");
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withMapping(RoutesConfig.class)
                        .withMappingIgnore("pagebridge.**")
                        .withDefaultValues(settings)
                        .build();
        return RunningRoutes.start(
                config.getConfigMapping(RoutesConfig.class), directory, new SimpleMeterRegistry());
    }
}
