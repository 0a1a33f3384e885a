package io.pagebridge.engine;

import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.nio.file.Path;

/** One worker with the text engine, as the checkout has it. */
final class PdfiumPool {
    private PdfiumPool() {}

    /** To be closed by the caller. */
    static WorkerPool start() {
        return WorkerPool.builder()
                .name("pdfium")
                .command(command())
                .settings(PoolSettings.ofSize(1))
                .start();
    }

    static WorkerCommand command() {
        Path python = Path.of("python").toAbsolutePath();
        return WorkerCommand.python(
                python.resolve(".venv/bin/python"), python.resolve("extract.py"));
    }
}
