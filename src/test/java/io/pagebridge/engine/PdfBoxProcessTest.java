package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.pagebridge.engine.pdfbox.PdfBoxCommand;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.ExitReason;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleTrigger;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PDFBox's child process is watched, ended and classified like any other worker. */
class PdfBoxProcessTest {
    private static final PoolSettings LAZY =
            PoolSettings.builder(1)
                    .onDemand(Duration.ofMinutes(1))
                    .workerMemory(768L << 20)
                    .build();

    private static WorkerPool pool(long heap, PoolSettings settings) {
        return WorkerPool.builder()
                .name("pdfbox")
                .command(PdfBoxCommand.of(heap))
                .settings(settings)
                .start();
    }

    private static ReadPages read(WorkerPool pool, String file) {
        return ReadPages.of(new PooledEngine("pdfbox", pool), ReadPages.request(file));
    }

    @Test
    void itStartsWhenItIsFirstNeededAndEndsWhenItIsIdle() {
        try (WorkerPool pool =
                pool(128L << 20, LAZY.toBuilder().onDemand(Duration.ofMillis(500)).build())) {
            assertThat(pool.state().workers()).isEmpty();
            assertThat(read(pool, "blank.pdf").numbers()).containsExactly(1);
            await().until(() -> pool.state().workers().isEmpty());
            assertThat(pool.state().recycles()).containsEntry(RecycleTrigger.IDLE, 1L);
            assertThat(pool.state().exits()).containsOnly(entry(ExitReason.RECYCLED, 1L));
            assertThat(read(pool, "blank.pdf").numbers()).containsExactly(1);
        }
    }

    @Test
    void aHeapThatIsTooSmallIsOutOfMemoryAndTheChildIsReplaced() {
        try (WorkerPool pool = pool(24L << 20, LAZY)) {
            Call call = Call.of("extract", Map.of("ocr", "off")).body(new byte[60_000_000]);
            assertThatThrownBy(() -> pool.call(call, Deadline.in(Duration.ofSeconds(30))).result())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            failure ->
                                    assertThat(failure.kind())
                                            .isEqualTo(FailureKind.OUT_OF_MEMORY));
            assertThat(read(pool, "blank.pdf").numbers()).containsExactly(1);
        }
    }

    @Test
    void oneThatHangsIsKilledAtItsDeadlineAndTheNextIsAnswered() {
        try (WorkerPool pool = pool(256L << 20, LAZY)) {
            read(pool, "blank.pdf");
            Call hang =
                    Call.of("extract", Map.of("ocr", "off"))
                            .body(Path.of("src/test/resources/pdf/fan-out.pdf"))
                            .hard(Duration.ofSeconds(3));
            long start = System.nanoTime();
            assertThatThrownBy(() -> pool.call(hang, Deadline.in(Duration.ofSeconds(3))).result())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            failure ->
                                    assertThat(failure.details())
                                            .containsEntry("worker_exit", "timeout"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(6));
            assertThat(read(pool, "blank.pdf").numbers()).containsExactly(1);
            assertThat(pool.state().exits(ExitReason.TIMEOUT)).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsKilledCostsItsOwnCall() {
        try (WorkerPool pool = pool(256L << 20, LAZY)) {
            read(pool, "blank.pdf");
            long pid = pool.state().workers().getFirst().pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThat(read(pool, "blank.pdf").numbers()).containsExactly(1);
            assertThat(pool.state().exits(ExitReason.KILLED_UNKNOWN)).isEqualTo(1);
        }
    }

    @Test
    void itsSandboxIsWhatItSays() throws IOException {
        try (WorkerPool pool = pool(128L << 20, LAZY)) {
            read(pool, "blank.pdf");
            assertThat(pool.state().sandbox()).isEqualTo("partial");
            Path process = Path.of("/proc/" + pool.state().workers().getFirst().pid());
            List<String> status = Files.readAllLines(process.resolve("status"));
            assertThat(status).contains("NoNewPrivs:\t1", "Seccomp:\t2");
            assertThat(Files.readString(process.resolve("oom_score_adj")).trim()).isEqualTo("1000");
        }
    }

    @Test
    void withoutASandboxItSaysSo() {
        try (WorkerPool pool = pool(128L << 20, LAZY.toBuilder().sandbox("off").build())) {
            read(pool, "blank.pdf");
            assertThat(pool.state().sandbox()).isEqualTo("off");
        }
    }
}
