package io.pagebridge.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.engine.PooledEngine;
import io.pagebridge.worker.Clocks;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleLimits;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Locale;

/** Makes the pool of PDF readers from its settings, starts it with the service and ends it with the service. */
@ApplicationScoped
class PoolBeans {
    @Produces
    @Singleton
    WorkerPool pool(PoolConfig config, PythonConfig python, MeterRegistry meters) {
        Path home = python.home().toAbsolutePath().normalize();
        return WorkerPool.builder()
                .name("pdfium")
                .command(
                        WorkerCommand.python(
                                home.resolve(python.interpreter()), home.resolve(python.script())))
                .settings(settings(config))
                .meters(meters)
                .build();
    }

    @Produces
    @Singleton
    PdfEngine engine(WorkerPool pool) {
        return new PooledEngine("pdfium", pool);
    }

    void start(@Observes StartupEvent started, WorkerPool pool) {
        pool.start();
    }

    void stop(@Disposes WorkerPool pool) {
        pool.close();
    }

    static PoolSettings settings(PoolConfig config) {
        PoolSettings usual = PoolSettings.defaults();
        PoolSettings sized =
                config.size().isPresent() ? PoolSettings.ofSize(config.size().getAsInt()) : usual;
        return sized.withStandby(config.standby())
                .withQueue(config.queue().orElse(sized.queue()))
                .withWorkerMemory(config.workerMemory().asLongValue())
                .withQuarantine(config.quarantine())
                .withSandbox(config.sandbox().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .withScratch(config.scratchDirectory().orElse(null))
                .withClocks(clocks(config))
                .withRecycle(recycle(config));
    }

    static Clocks clocks(PoolConfig config) {
        return Clocks.defaults()
                .withQueueWait(config.queueWait())
                .withStart(config.startTimeout())
                .withStall(config.stallTimeout())
                .withSoft(config.softTimeout())
                .withHardMargin(config.hardMargin());
    }

    private static RecycleLimits recycle(PoolConfig config) {
        return RecycleLimits.defaults()
                .withDocuments(config.recycleDocuments())
                .withParts(config.recyclePages())
                .withGrowth(config.recycleGrowth().asLongValue())
                .withAge(config.recycleAge());
    }
}
