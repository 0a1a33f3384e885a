package io.pagebridge.engine;

import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PdfiumEngineTest extends EngineContractTest {
    private static WorkerPool pool;

    @BeforeAll
    static void start() {
        Path python = Path.of("python").toAbsolutePath();
        pool =
                WorkerPool.builder()
                        .name("pdfium")
                        .command(
                                WorkerCommand.python(
                                        python.resolve(".venv/bin/python"),
                                        python.resolve("extract.py")))
                        .settings(PoolSettings.ofSize(1))
                        .start();
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    @Override
    PdfEngine engine() {
        return new PooledEngine("pdfium", pool);
    }
}
