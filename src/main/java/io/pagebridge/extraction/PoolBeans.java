package io.pagebridge.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.engine.PooledEngine;
import io.pagebridge.worker.Clocks;
import io.pagebridge.worker.MemoryBudget;
import io.pagebridge.worker.PoolListener;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleLimits;
import io.pagebridge.worker.SoftLimit;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Makes the pool of PDF readers from its settings, starts it with the service and ends it with the service. */
@ApplicationScoped
class PoolBeans {
    private static final Logger LOG = Logger.getLogger("io.pagebridge.worker");

    @Produces
    @Singleton
    WorkerPool pool(
            PoolConfig config, PythonConfig python, MeterRegistry meters, PoolListener listener) {
        Path home = python.home().toAbsolutePath().normalize();
        return WorkerPool.builder()
                .name("pdfium")
                .command(
                        WorkerCommand.python(
                                home.resolve(python.interpreter()), home.resolve(python.script())))
                .settings(settings(config))
                .meters(meters)
                .listener(listener)
                .build();
    }

    @Produces
    @Singleton
    PoolListener traces(Tracer tracer) {
        return new PoolTraces(tracer);
    }

    @Produces
    @Singleton
    PdfEngine engine(WorkerPool pool) {
        return new PooledEngine("pdfium", pool);
    }

    /** Refuses to start what cannot fit into the pod. */
    void start(
            @Observes StartupEvent started,
            WorkerPool pool,
            SecondPool second,
            Instance<MemoryBudget.Share> others) {
        MemoryBudget budget =
                MemoryBudget.ofThisPod()
                        .plus(pool.name(), pool.settings())
                        .plus(second.pool().name(), second.pool().settings());
        for (MemoryBudget.Share share : others) {
            budget = share == null ? budget : budget.plus(share);
        }
        LOG.info(budget.check());
        pool.start();
        second.pool().start();
    }

    void stop(@Disposes WorkerPool pool) {
        pool.close();
    }

    /**
     * @throws IllegalArgumentException that names the group of settings that cannot be
     */
    static PoolSettings settings(PoolConfig config) {
        try {
            return unchecked(config);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pagebridge.pool: " + e.getMessage());
        }
    }

    private static PoolSettings unchecked(PoolConfig config) {
        PoolSettings usual = PoolSettings.defaults();
        PoolSettings sized =
                config.size().isPresent() ? PoolSettings.ofSize(config.size().getAsInt()) : usual;
        return sized.toBuilder()
                .standby(config.standby())
                .queue(config.queue().orElse(sized.queue()))
                .workerMemory(config.workerMemory().asLongValue())
                .quarantine(config.quarantine())
                .sandbox(sandbox(config))
                .scratch(config.scratchDirectory().orElse(null))
                .clocks(clocks(config))
                .recycle(recycle(config))
                .build();
    }

    static String sandbox(PoolConfig config) {
        return config.sandbox().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Clocks clocks(PoolConfig config) {
        return Clocks.builder()
                .queueWait(config.queueWait())
                .start(config.startTimeout())
                .stall(config.stallTimeout())
                .soft(soft(config))
                .hardMargin(config.hardMargin())
                .build();
    }

    private static SoftLimit soft(PoolConfig config) {
        Duration most = config.softTimeout();
        Duration base = config.softTimeoutBase();
        return new SoftLimit(
                base.compareTo(most) < 0 ? base : most, config.softTimeoutPage(), most);
    }

    private static RecycleLimits recycle(PoolConfig config) {
        return RecycleLimits.defaults()
                .withDocuments(config.recycleDocuments())
                .withParts(config.recyclePages())
                .withGrowth(config.recycleGrowth().asLongValue())
                .withAge(config.recycleAge());
    }
}
