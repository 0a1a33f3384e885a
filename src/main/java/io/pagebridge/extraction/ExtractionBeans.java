package io.pagebridge.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.hook.ChunkHook;
import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.hook.HookWorkers;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.worker.WorkerPool;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Makes the use case from its settings. */
@ApplicationScoped
class ExtractionBeans {
    @Produces
    @Singleton
    OptionsParser options(ExtractionConfig config) {
        return new OptionsParser(config.timeout(), config.ocrLanguages());
    }

    @Produces
    @Singleton
    GlyphBudget glyphs() {
        return GlyphBudget.ofHeap(Runtime.getRuntime().maxMemory());
    }

    @Produces
    @Singleton
    ExtractionLimits limits(ExtractionConfig config, GlyphBudget budget) {
        return new ExtractionLimits(
                config.maxPages(),
                Math.min(config.maxGlyphs(), budget.most()),
                config.maxTextSize().asLongValue());
    }

    @Produces
    @Singleton
    EngineFacts facts(WorkerPool pool) {
        return new EngineFacts(pool);
    }

    /** Who runs the hook is found, not known: nothing here depends on the routes. */
    @Produces
    @Singleton
    HookStep hook(ChunksConfig config, HookWorkers workers) {
        return new HookStep(
                config.hook()
                        .map(
                                spec ->
                                        new ChunkHook(
                                                workers,
                                                config.hookDeadline(),
                                                config.hookFailure()
                                                        == ChunksConfig.HookFailure.ERROR)));
    }

    @Produces
    @Singleton
    LayoutAnalyzer layout() {
        return new LayoutAnalyzer();
    }

    /** After the pools have begun to start their processes, before the first port is opened. */
    void warmUp(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 900) StartupEvent started,
            LayoutAnalyzer layout) {
        WarmUp.run(layout);
    }

    @Produces
    @Singleton
    ExtractionService service(
            PdfEngine engine,
            SecondPool second,
            HookStep hook,
            LayoutAnalyzer layout,
            ExtractionLimits limits,
            GlyphBudget budget,
            MeterRegistry meters) {
        return new ExtractionService(
                new TwoEngines(
                        new PageReader(engine, limits, layout),
                        new PageReader(second.engine(), limits, layout),
                        new SecondOpinion(layout)),
                layout,
                hook,
                limits,
                budget,
                new ExtractionJournal(meters));
    }
}
