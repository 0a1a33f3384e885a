package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JDK's part of a promise: a caller that writes its small call itself may be a virtual thread. */
class CarriersTest {
    private static void fill(OutputStream pipe) {
        byte[] page = new byte[4096];
        try {
            while (true) {
                pipe.write(page);
                pipe.flush();
            }
        } catch (IOException e) {
            // its reader was killed
        }
    }

    @Test
    void virtualThreadsHeldInFullPipesKeepNoOtherFromRunning() throws Exception {
        int more = Runtime.getRuntime().availableProcessors() + 4;
        List<Process> deaf = new ArrayList<>();
        List<Thread> held = new ArrayList<>();
        try {
            for (int i = 0; i < more; i++) {
                Process process = new ProcessBuilder("sleep", "60").start();
                deaf.add(process);
                held.add(Thread.startVirtualThread(() -> fill(process.getOutputStream())));
            }
            Thread.sleep(1_000);
            assertThat(held).allMatch(Thread::isAlive);
            Thread other = Thread.startVirtualThread(() -> {});
            assertThat(other.join(Duration.ofSeconds(10))).isTrue();
        } finally {
            deaf.forEach(Process::destroyForcibly);
        }
        for (Thread each : held) {
            assertThat(each.join(Duration.ofSeconds(10))).isTrue();
        }
    }
}
