package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A pod with a real memory limit: a cgroup of this test's own, of either version, with a JVM and its workers in it.
 * Skipped, and says why, where no such group can be made: that takes root and a writable cgroup file system.
 */
@Tag("slow")
class WorkerCgroupTest {
    private static final long LIMIT = 500L << 20;
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC");

    private Path group;

    @BeforeEach
    void aPodOfItsOwn() throws IOException {
        MemoryProbe here = MemoryProbe.THIS_POD;
        group = here.cgroup().resolve("pagebridge-test-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            group = null;
            Assumptions.abort("no cgroup of our own: " + e);
        }
        try {
            Files.writeString(group.resolve(here.version().limit), Long.toString(LIMIT));
        } catch (IOException e) {
            Assumptions.abort("no memory limit for a cgroup of our own: " + e);
        }
    }

    @AfterEach
    void noPod() throws IOException {
        if (group != null) {
            Files.deleteIfExists(group);
        }
    }

    /** What the JVM in the pod tells: the end of the hungry worker, and how the next call went. */
    private List<String> pod(int steps, int megabytes) throws Exception {
        String join = "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"";
        Process jvm =
                ProbeJvm.start(
                        List.of("sh", "-c", join, "sh"),
                        SMALL,
                        "pod",
                        Integer.toString(steps),
                        Integer.toString(megabytes));
        String told = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as("the JVM in the pod").isZero();
        return told.lines().toList();
    }

    @Test
    void aWorkerThatFillsThePodIsEndedBeforeTheKernelLooks() throws Exception {
        assertThat(pod(40, 20)).containsExactly("oom-pod", "answered");
    }

    /** The watchdog looks every 250 ms; now and then it is quicker than the kernel, which is as good. */
    @Test
    void theKernelTakesTheWorkerAndNotTheJvmAndThePoolTellsWhy() throws Exception {
        List<String> ends = new ArrayList<>();
        for (int attempt = 0; attempt < 5 && !ends.contains("oom-kernel"); attempt++) {
            List<String> told = pod(1, 1000);
            assertThat(told).hasSize(2).last().isEqualTo("answered");
            ends.add(told.getFirst());
        }
        assertThat(ends).contains("oom-kernel").isSubsetOf("oom-kernel", "oom-pod");
    }
}
