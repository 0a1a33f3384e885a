package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a worker writes to stderr. */
class LastWordsTest {
    private final Logger logger = Logger.getLogger("io.pagebridge.worker.stderr");
    private final AtomicLong logged = new AtomicLong();
    private final Handler counter =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.addAndGet(line.getMessage().length());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        counter.setLevel(Level.ALL);
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(counter);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(counter);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    @DisplayName("acceptance 04: of 10 MB on stderr at most 8 KB a second reach the log")
    void theLogIsCapped() {
        long start = System.nanoTime();
        try (WorkerPool pool = TestWorkers.pool("noisy_worker.py")) {
            pool.call(Call.of("x"), TestWorkers.soon()).result();
            await().until(() -> logged.get() > 0);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 2;
        assertThat(logged.get()).isLessThanOrEqualTo(seconds * 9_000);
    }

    @Test
    @DisplayName(
            "acceptance 04: the last words of 10 MB on stderr are kept, and no more than 64 KB")
    void theEndIsKept() {
        byte[] flood = ("n".repeat(99) + "\n").repeat(100_000).getBytes();
        byte[] end = "the end".getBytes();
        LastWords words =
                new LastWords(
                        new java.io.SequenceInputStream(
                                new java.io.ByteArrayInputStream(flood),
                                new java.io.ByteArrayInputStream(end)),
                        "test");
        words.run();
        assertThat(words.total()).isEqualTo(10_000_007);
        assertThat(words.tail(7)).isEqualTo("the end");
        assertThat(words.tail(Integer.MAX_VALUE)).hasSizeLessThan(70 << 10).endsWith("the end");
    }
}
