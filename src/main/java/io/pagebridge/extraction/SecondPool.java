package io.pagebridge.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.engine.PooledEngine;
import io.pagebridge.engine.pdfbox.PdfBoxCommand;
import io.pagebridge.worker.PoolListener;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerPool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The small pool of child JVMs in which PDFBox reads; its first process starts with the first page it is asked for. */
@Singleton
class SecondPool {
    private final WorkerPool pool;

    SecondPool(
            SecondEngineConfig config,
            PoolConfig workers,
            MeterRegistry meters,
            PoolListener listener) {
        if (config.heap().asLongValue() >= config.memory().asLongValue()) {
            throw new IllegalStateException(
                    "pagebridge.pdfbox.heap must be less than pagebridge.pdfbox.memory, all that one child may use");
        }
        PoolSettings settings =
                PoolSettings.builder(config.size())
                        .onDemand(config.idle())
                        .workerMemory(config.memory().asLongValue())
                        .quarantine(workers.quarantine())
                        .sandbox(PoolBeans.sandbox(workers))
                        .scratch(workers.scratchDirectory().orElse(null))
                        .clocks(PoolBeans.clocks(workers))
                        .build();
        pool =
                WorkerPool.builder()
                        .name("pdfbox")
                        .command(PdfBoxCommand.of(config.heap().asLongValue()))
                        .settings(settings)
                        .meters(meters)
                        .listener(listener)
                        .build();
    }

    WorkerPool pool() {
        return pool;
    }

    PdfEngine engine() {
        return new PooledEngine("pdfbox", pool);
    }

    @PreDestroy
    void stop() {
        pool.close();
    }
}
