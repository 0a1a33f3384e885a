package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfiumEngineTest extends EngineContractTest {
    private static WorkerPool pool;

    @BeforeAll
    static void start() {
        pool = PdfiumPool.start();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @Override
    PdfEngine engine() {
        return new PooledEngine("pdfium", pool);
    }

    @Override
    WorkerCommand command() {
        return PdfiumPool.command();
    }

    @Test
    void aScanIsRecognisedEvenWhenItLiesSideways() {
        for (String file : List.of("scanned.pdf", "scanned-turned.pdf")) {
            ReadRequest plain = ReadPages.request(file);
            ReadRequest request =
                    new ReadRequest(
                            plain.file(),
                            plain.sha256(),
                            plain.pages(),
                            null,
                            ReadRequest.Ocr.AUTO,
                            "eng",
                            10,
                            Duration.ofSeconds(60),
                            "ocr-test",
                            null);
            ReadPages read = ReadPages.of(engine(), request);
            assertThat(read.recallOfTruth(file)).as(file).isGreaterThan(0.95);
            assertThat(read.pages().getFirst().ocr().meanConfidence()).isBetween(0.8, 1.0);
        }
    }
}
