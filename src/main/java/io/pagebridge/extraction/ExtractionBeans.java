package io.pagebridge.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.worker.WorkerPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

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
    ExtractionLimits limits(ExtractionConfig config) {
        return new ExtractionLimits(
                config.maxPages(), config.maxGlyphs(), config.maxTextSize().asLongValue());
    }

    @Produces
    @Singleton
    EngineFacts facts(WorkerPool pool) {
        return new EngineFacts(pool);
    }

    @Produces
    @Singleton
    ExtractionService service(
            PdfEngine engine, SecondPool second, ExtractionLimits limits, MeterRegistry meters) {
        LayoutAnalyzer layout = new LayoutAnalyzer();
        return new ExtractionService(
                new TwoEngines(
                        new PageReader(engine, limits),
                        new PageReader(second.engine(), limits),
                        new SecondOpinion(layout)),
                layout,
                limits,
                new ExtractionJournal(meters));
    }
}
