package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds for the service as a tree of processes: losing workers, draining, ending. */
class ServiceProcessIT {
    private static final String[] SCRIPTED = {
        "pagebridge.python.script=../src/test/python/scripted_engine.py",
        "pagebridge.pool.sandbox=off",
        "pagebridge.pool.size=2"
    };

    private static void assertNoOrphan(List<ProcessHandle> workers) {
        assertThat(workers).isNotEmpty();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(workers).noneMatch(ServiceProcessIT::reallyRuns));
    }

    /** A killed process whose parent is gone stays a zombie until somebody reaps it. */
    private static boolean reallyRuns(ProcessHandle worker) {
        try {
            String stat = Files.readString(Path.of("/proc/" + worker.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void aKilledWorkerCostsOneRequestAtMost() throws Exception {
        try (RunningService service = new RunningService(SCRIPTED)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            CompletableFuture<HttpResponse<String>> victim =
                    service.post(ScriptedEngine.document("slow pages 20"));
            Thread.sleep(1000);
            service.workers().forEach(ProcessHandle::destroyForcibly);

            assertThat(victim.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            HttpResponse<String> next =
                    service.post(ScriptedEngine.document("fine")).get(30, TimeUnit.SECONDS);
            assertThat(next.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void acceptedRequestsFinishAndNewOnesAreSentAway() throws Exception {
        try (RunningService service = new RunningService(SCRIPTED)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            CompletableFuture<HttpResponse<String>> accepted =
                    service.post(ScriptedEngine.document("slow pages 20"));
            Thread.sleep(1000);
            List<ProcessHandle> workers = service.workers();
            service.process.destroy();
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> service.log().contains("draining: 1"));

            HttpResponse<String> late =
                    service.post(ScriptedEngine.document("fine")).get(10, TimeUnit.SECONDS);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("/problems/draining");
            assertThat(late.headers().firstValue("Retry-After")).isPresent();
            assertThat(accepted.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(service.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertNoOrphan(workers);
        }
    }

    @Test
    void aKilledServiceLeavesNoOrphan() throws Exception {
        try (RunningService service = new RunningService()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            List<ProcessHandle> workers = service.workers();
            service.process.destroyForcibly();

            assertNoOrphan(workers);
        }
    }
}
