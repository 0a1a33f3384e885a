package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.worker.RecycleTrigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes without HTTP: the start, its refusals, and recycling that nobody notices. */
class RunningRoutesTest {
    private static final String HANDLER =
            "def request(method, path, params, query, headers, body):\n    return 200, '', {}\n";

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

    @ParameterizedTest
    @CsvSource({
        "import sys; sys.exit(3), 'm.py, line 1: cannot be imported: SystemExit'",
        "import os; os._exit(3), 'no worker could be started'",
        "while True: pass, 'no worker could be started'"
    })
    void aModuleThatEndsItsWorkerOrNeverEndsStopsTheStart(String module, String sentence)
            throws IOException {
        Files.writeString(directory.resolve("m.py"), module);
        assertThatThrownBy(() -> start(Map.of("pagebridge.routes.start-timeout", "PT2S")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("pagebridge.routes: " + sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/extract",
                "/v1/convert/file",
                "/q/health",
                "/problems/x",
                "/tika",
                "/tika/text",
                "/rmeta",
                "/meta/{key}",
                "/detect/stream",
                "/language/stream",
                "/unpack/all",
                "/version",
                "/general/v0/general",
                "/healthcheck",
                "/health",
                "/ready",
                "/process",
                "/{anything}"
            })
    void aPathOfTheServiceOrOfOneOfItsContractsIsRefused(String path) throws IOException {
        Files.writeString(
                directory.resolve("m.py"),
                HANDLER + "def init(): return {'%s': ['POST']}".formatted(path));
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("pagebridge.routes: m.py serves " + path + ", but")
                .hasMessageContaining("belong to the service");
    }

    @Test
    void aModuleNamedAfterAContractIsRefused() throws IOException {
        Files.writeString(directory.resolve("tika.py"), HANDLER);
        assertThatThrownBy(() -> start(Map.of()))
                .hasMessageStartingWith("pagebridge.routes: tika.py serves /tika, but");
    }

    @ParameterizedTest
    @CsvSource({
        "m,expected module:function",
        "nothing:f,the module cannot be imported: ModuleNotFoundError: No module named 'nothing'",
        "m:f,the module has no function f",
        "m:init,expected function(chunks; document)"
    })
    void aHookThatCannotBeStopsTheStartWithOneSentence(String hook, String sentence)
            throws IOException {
        Files.writeString(
                directory.resolve("m.py"), HANDLER + "def init(): return {'/m': ['GET']}");
        assertThatThrownBy(() -> start(Map.of("pagebridge.chunks.hook", hook)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pagebridge.chunks.hook=" + hook + ": " + sentence.replace(';', ','));
    }

    /** One at a time, each when its replacement stands; a worker's own limit is 200 to 250 requests. */
    @Test
    void workersAreReplacedAfterTheirRequestsAndNoneFails() throws Exception {
        Files.writeString(
                directory.resolve("m.py"),
                """
                import os
                def request(method, path, params, query, headers, body):
                    return 200, str(os.getpid()), {}
                """);
        AtomicInteger sent = new AtomicInteger();
        Map<String, Integer> servedBy = new ConcurrentHashMap<>();
        Semaphore open = new Semaphore(8);
        try (RunningRoutes routes =
                StartedRoutes.startWithoutMinimumLife(
                        directory, Map.of("pagebridge.routes.recycle-requests", "200"))) {
            Route route = routes.table().match("/m").route();
            Pace pace = new Pace();
            Consumer<RouteAnswer> count =
                    answer -> {
                        if (answer instanceof RouteAnswer.Returned returned) {
                            String pid = new String(returned.body(), StandardCharsets.UTF_8);
                            servedBy.merge(pid, 1, Integer::sum);
                        }
                        open.release();
                    };
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (recycled(routes) < 6 && System.nanoTime() < end) {
                open.acquire();
                routes.batcher().submit(request(route, pace, count));
                sent.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(1);
            }
            open.acquire(8);
            assertThat(recycled(routes)).isGreaterThanOrEqualTo(6);
            assertThat(servedBy.values().stream().mapToInt(n -> n).sum()).isEqualTo(sent.get());
            assertThat(servedBy).hasSizeGreaterThanOrEqualTo(6);
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
        return StartedRoutes.start(directory, further);
    }
}
