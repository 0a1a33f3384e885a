package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the pod is short of memory. Its cgroup is a folder with three files, so that no test needs one of its own. */
class WorkerMemoryTest {
    @TempDir private Path cgroup;

    @BeforeEach
    void aPodWithRoom() throws IOException {
        tell("memory.max", "1000000000\n");
        tell("memory.current", "100000000\n");
        tell("memory.events", "low 0\noom 0\noom_kill 0\n");
    }

    private void tell(String file, String text) throws IOException {
        Files.writeString(cgroup.resolve(file), text);
    }

    private WorkerPool pool(String script) {
        return WorkerPool.builder()
                .command(TestWorkers.script(script))
                .settings(TestWorkers.settings())
                .memory(new MemoryProbe(cgroup))
                .start();
    }

    @Test
    void theBiggestBusyWorkerGoesAloneWhenThePodIsShort() throws Exception {
        try (WorkerPool pool = pool("growing_worker.py")) {
            Reply small = pool.call(Call.of("x", Map.of("sleep", 4)), TestWorkers.soon());
            Reply big = pool.call(Call.of("x", Map.of("mb", 80, "sleep", 60)), TestWorkers.soon());
            await().until(() -> pool.state().rssBytes() > 90 << 20);
            assertThat(pool.state().exits()).isEmpty();
            tell("memory.current", "910000000\n");
            FailureException failure = catchThrowableOfType(FailureException.class, big::result);
            long killed = System.nanoTime();
            assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
            assertThat(failure.details()).containsEntry("worker_exit", "oom-pod");
            // Still short: the next one has two seconds in which the memory may come back.
            Thread.sleep(3 * Watchdog.PERIOD.toMillis());
            tell("memory.current", "100000000\n");
            Duration kept = Duration.ofNanos(System.nanoTime() - killed);
            assumeThat(kept).as("a machine that keeps time").isLessThan(Duration.ofMillis(1_500));
            small.result();
            assertThat(pool.state().exits()).containsOnly(Map.entry(ExitReason.OOM_POD, 1L));
        }
    }

    @Test
    void aFullPodWithoutCallsLosesNobody() throws Exception {
        try (WorkerPool pool = pool("echo_worker.py")) {
            await().until(() -> pool.state().usable() == 2);
            tell("memory.current", "990000000\n");
            Thread.sleep(3 * Watchdog.PERIOD.toMillis());
            assertThat(pool.state().exits()).isEmpty();
        }
    }

    @Test
    void aKillByTheKernelForMemoryIsToldFromAnyOther() throws Exception {
        try (WorkerPool pool = pool("mute_worker.py")) {
            Reply reply = pool.call(Call.of("x"), TestWorkers.soon());
            tell("memory.events", "low 0\noom 1\noom_kill 1\n");
            ProcessHandle.of(reply.worker().pid()).orElseThrow().destroyForcibly();
            FailureException failure = catchThrowableOfType(FailureException.class, reply::result);
            assertThat(failure.details()).containsEntry("worker_exit", "oom-kernel");
        }
    }

    @Test
    void theCgroupsFilesAreReadAsTheyAre() throws IOException {
        MemoryProbe probe = new MemoryProbe(cgroup);
        assertThat(probe.podLimit()).hasValue(1_000_000_000);
        assertThat(probe.podCurrent()).hasValue(100_000_000);
        tell("memory.max", "max\n");
        assertThat(probe.podLimit()).isEmpty();
        assertThat(new MemoryProbe(cgroup.resolve("nowhere")).podLimit()).isEmpty();
        assertThat(new MemoryProbe(cgroup.resolve("nowhere")).kernelKills()).isZero();
    }

    @Test
    void cachedFilesAreNotCountedTheKernelDropsThemWhenItNeedsRoom() throws IOException {
        tell("memory.current", "950000000\n");
        tell(
                "memory.stat",
                "anon 200\nfile 700000000\ninactive_file 600000000\nactive_file 50000000\n");
        assertThat(new MemoryProbe(cgroup).podCurrent()).hasValue(300_000_000);
    }

    @Test
    void aProcessFindsItsOwnCgroupOfEitherVersion() throws IOException {
        Path process = Files.createDirectory(cgroup.resolve("process"));
        Path mount = Files.createDirectory(cgroup.resolve("mount"));
        Path old = Files.createDirectories(mount.resolve("memory/kube/pod"));
        Files.writeString(process.resolve("cgroup"), "8:pids:/\n4:cpu,memory:/kube/pod\n0::/new\n");
        Files.writeString(old.resolve("memory.limit_in_bytes"), "500000000\n");
        Files.writeString(old.resolve("memory.usage_in_bytes"), "400000000\n");
        Files.writeString(
                old.resolve("memory.stat"), "inactive_file 1\ntotal_inactive_file 100000000\n");
        Files.writeString(
                old.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        MemoryProbe first = MemoryProbe.ofProcess(process, mount);
        assertThat(first.podLimit()).hasValue(500_000_000);
        assertThat(first.podCurrent()).hasValue(300_000_000);
        assertThat(first.kernelKills()).isEqualTo(3);
        Files.writeString(old.resolve("memory.limit_in_bytes"), "9223372036854771712\n");
        assertThat(first.podLimit()).isEmpty();
        Files.writeString(mount.resolve("memory.max"), "70000000\n");
        assertThat(MemoryProbe.ofProcess(process, mount).podLimit()).hasValue(70_000_000);
        Path own = Files.createDirectory(mount.resolve("new"));
        Files.writeString(own.resolve("memory.max"), "60000000\n");
        assertThat(MemoryProbe.ofProcess(process, mount).podLimit()).hasValue(60_000_000);
    }
}
