package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every end of a worker, planned or not, is one line that an operator sees by default, with its reason. */
class EndLinesTest {
    private final Logger logger = Logger.getLogger("io.pagebridge.worker");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler keeper =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                        lines.add(line.getLevel() + " " + line.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addHandler(keeper);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(keeper);
        logger.setLevel(null);
    }

    private List<String> ends(String pool) {
        return lines.stream().filter(line -> line.contains("worker " + pool + "-")).toList();
    }

    @Test
    void everyEndIsOneLineWithItsReason() {
        PoolSettings settings =
                PoolSettings.builder(1).recycle(RecycleLimits.never().withDocuments(2)).build();
        try (WorkerPool pool =
                WorkerPool.builder()
                        .name("told")
                        .command(TestWorkers.script("crashing_worker.py"))
                        .settings(settings)
                        .start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.state().usable() == 2);
            pool.call(Call.of("x"), TestWorkers.soon()).result();
            pool.call(Call.of("x"), TestWorkers.soon()).result();
            await().until(() -> pool.state().exits(ExitReason.RECYCLED) == 1);
            TestWorkers.failure(pool, Call.of("x", Map.of("how", "abort")));
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.state().usable() == 2);
        }
        await().until(() -> ends("told").size() == 4);
        assertThat(ends("told"))
                .satisfiesOnlyOnce(
                        line ->
                                assertThat(line)
                                        .startsWith("INFO")
                                        .contains("recycled", "due for documents"))
                .satisfiesOnlyOnce(
                        line -> assertThat(line).startsWith("WARN").contains("native-crash"));
        assertThat(ends("told").stream().filter(line -> line.contains(": stopped, ")).toList())
                .hasSize(2)
                .allMatch(line -> line.startsWith("INFO"));
    }
}
