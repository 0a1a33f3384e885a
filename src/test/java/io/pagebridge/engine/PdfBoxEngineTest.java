package io.pagebridge.engine;

import io.pagebridge.engine.pdfbox.PdfBoxCommand;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PdfBoxEngineTest extends EngineContractTest {
    private static final WorkerCommand COMMAND = PdfBoxCommand.of(256L << 20);

    private static WorkerPool pool;

    @BeforeAll
    static void start() {
        pool =
                WorkerPool.builder()
                        .name("pdfbox")
                        .command(COMMAND)
                        .settings(PoolSettings.ofSize(1))
                        .start();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @Override
    PdfEngine engine() {
        return new PooledEngine("pdfbox", pool);
    }

    @Override
    WorkerCommand command() {
        return COMMAND;
    }
}
