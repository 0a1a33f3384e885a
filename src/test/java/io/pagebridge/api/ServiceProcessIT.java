package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @DisplayName(
            "acceptance 16: SIGTERM under load: what is accepted is answered, what is new is sent away, no process stays")
    void acceptedRequestsFinishAndNewOnesAreSentAway() throws Exception {
        try (RunningService service = new RunningService(SCRIPTED)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                accepted.add(service.post(ScriptedEngine.document("slow pages 10 number " + i)));
            }
            Thread.sleep(1000);
            List<ProcessHandle> workers = service.workers();
            service.process.destroy();
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> service.log().contains("draining: 6"));

            HttpResponse<String> late =
                    service.post(ScriptedEngine.document("fine")).get(10, TimeUnit.SECONDS);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("/problems/draining");
            assertThat(late.headers().firstValue("Retry-After")).isPresent();
            for (CompletableFuture<HttpResponse<String>> each : accepted) {
                assertThat(each.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(service.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertNoOrphan(workers);
        }
    }

    @Test
    @DisplayName("acceptance 07: the packaged service, killed, leaves no orphan")
    void aKilledServiceLeavesNoOrphan() throws Exception {
        try (RunningService service = new RunningService()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            List<ProcessHandle> workers = service.workers();
            service.process.destroyForcibly();

            assertNoOrphan(workers);
        }
    }

    @Test
    void theNextProcessSweepsTheSpoolAndGivesTheSameIds(@TempDir Path folder) throws Exception {
        String spool = "pagebridge.api.spool-directory=" + folder.resolve("spool");
        byte[] report = Files.readAllBytes(Path.of("src/test/resources/pdf/report.pdf"));
        String ids;
        try (RunningService service = new RunningService(spool)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> service.readiness() == 200);
            ids = ids(service.post(report).get(60, TimeUnit.SECONDS));
            CompletableFuture<HttpResponse<String>> cut =
                    service.post(Files.readAllBytes(Path.of("src/test/resources/pdf/scanned.pdf")));
            await().atMost(Duration.ofSeconds(20)).until(() -> bodies(folder) == 1);
            service.process.destroyForcibly().waitFor();
            assertThat(bodies(folder)).isEqualTo(1);
            cut.cancel(true);
        }
        try (RunningService service = new RunningService(spool)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> service.readiness() == 200);
            assertThat(bodies(folder)).isZero();
            assertThat(service.log()).contains("1 bodies that an ended process left");
            assertThat(ids(service.post(report).get(60, TimeUnit.SECONDS))).isEqualTo(ids);
        }
    }

    private static long bodies(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("body-")).count();
        }
    }

    private static String ids(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> ids =
                new ObjectMapper().readTree(answer.body()).path("chunks").findValuesAsText("id");
        assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        return String.join(",", ids);
    }

    @Test
    @DisplayName("acceptance 20: a disk that is full is a clean 5xx, and the service recovers")
    void aFullDiskIsACleanFailureAndTheServiceRecovers(@TempDir Path disk) throws Exception {
        List<String> ownMounts = List.of("unshare", "-Urm", "sh", "-c");
        String mount = "mount -t tmpfs -o size=256k tmpfs " + disk;
        Assumptions.assumeTrue(
                succeeds(ownMounts, mount), "no own mounts here: the disk cannot be made small");
        List<String> onSmallDisk = new ArrayList<>(ownMounts);
        onSmallDisk.addAll(List.of(mount + " && exec \"$@\"", "sh"));
        List<String> settings = new ArrayList<>(List.of(SCRIPTED));
        settings.add("pagebridge.api.spool-directory=" + disk.resolve("spool"));
        settings.add("pagebridge.pool.scratch-directory=" + disk.resolve("scratch"));
        try (RunningService service =
                new RunningService(onSmallDisk, settings.toArray(String[]::new))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> service.readiness() == 200);
            byte[] big = Arrays.copyOf(ScriptedEngine.document("fine big"), 1_000_000);
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> full = service.post(big).get(30, TimeUnit.SECONDS);
                assertThat(full.statusCode()).isBetween(500, 599);
                assertThat(full.body()).contains("/problems/");
            }
            HttpResponse<String> next =
                    service.post(ScriptedEngine.document("fine")).get(30, TimeUnit.SECONDS);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(200);
        }
    }

    private static boolean succeeds(List<String> shell, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.add(script);
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "acceptance 11: a script that is not there is one sentence, readiness DOWN, no spin")
    void aScriptThatIsNotThereIsOneSentenceAndNoSpin() throws Exception {
        assertOneSentenceAndABackOff(
                "nowhere.py", List.of("does not exist or cannot be read", "bin/python"));
    }

    @Test
    @DisplayName(
            "acceptance 11: a script that cannot import is one sentence, readiness DOWN, no spin")
    void aScriptThatCannotImportIsOneSentenceAndNoSpin() throws Exception {
        assertOneSentenceAndABackOff(
                "../src/test/python/importless_engine.py",
                List.of(
                        "bin/python",
                        "src/test/python/importless_engine.py",
                        "boot-error",
                        "last words: Traceback",
                        "No module named 'a_library_that_nobody_installed'"));
    }

    /** Each failed start is one line of the log with all of it, and there are few. */
    private static void assertOneSentenceAndABackOff(String script, List<String> said)
            throws Exception {
        String name = Path.of(script).getFileName().toString();
        try (RunningService service = new RunningService("pagebridge.python.script=" + script)) {
            await().atMost(Duration.ofSeconds(40)).until(() -> told(service, name) >= 3);
            assertThat(service.readiness()).isEqualTo(503);
            HttpResponse<String> refused =
                    service.post(ScriptedEngine.document("fine")).get(30, TimeUnit.SECONDS);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("/problems/not-ready");
            Thread.sleep(5_000);
            assertThat(told(service, name)).isLessThanOrEqualTo(8);
            assertThat(service.workers()).hasSizeLessThanOrEqualTo(1);
            assertThat(service.log().lines().filter(l -> l.contains("could not start")))
                    .allSatisfy(line -> assertThat(line).contains(said));
        }
    }

    private static long told(RunningService service, String name) throws IOException {
        return service.log()
                .lines()
                .filter(line -> line.contains("could not start") && line.contains(name))
                .count();
    }
}
