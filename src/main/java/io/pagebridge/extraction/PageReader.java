package io.pagebridge.extraction;

import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.engine.EngineVersion;
import io.pagebridge.engine.PageEvent;
import io.pagebridge.engine.PdfEngine;
import io.pagebridge.engine.ReadRequest;
import io.pagebridge.engine.Reading;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.layout.PageDrafts;
import io.pagebridge.verification.Suspicion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has an engine read the chosen pages of one document and collects them; the worker is free when it returns. */
public final class PageReader {
    private final PdfEngine engine;
    private final ExtractionLimits limits;
    private final LayoutAnalyzer layout;

    /** @param layout works on each page while the next ones are read */
    public PageReader(PdfEngine engine, ExtractionLimits limits, LayoutAnalyzer layout) {
        this.engine = engine;
        this.limits = limits;
        this.layout = layout;
    }

    /**
     * @param drafts what layout found on the pages so far
     * @param failed numbers of the pages that could not be read
     * @param garbled numbers of the pages whose text cannot be trusted
     * @param truncated whether a page is missing because the worker stopped, or was cut at a limit
     */
    record PagesRead(
            Properties properties,
            List<Page> pages,
            PageDrafts drafts,
            List<Integer> failed,
            List<Integer> garbled,
            EngineVersion engine,
            List<Warning> warnings,
            boolean truncated,
            long queuedMillis,
            long workerMillis,
            long workerPid) {}

    /**
     * @param wanted the pages to read, in place of those the request names
     * @param claim grows with the pages
     */
    PagesRead read(
            ExtractionRequest request,
            List<ReadRequest.PageRange> wanted,
            Duration timeout,
            GlyphBudget.Claim claim,
            ExtractionListener listener,
            Cancellation cancellation) {
        long start = System.nanoTime();
        cancellation.waiting();
        try (Reading reading = engine.read(readRequest(request, wanted, timeout))) {
            cancellation.attached(reading::close);
            listener.opened(reading.properties());
            return collect(request, reading, claim, listener, start);
        } finally {
            cancellation.done();
        }
    }

    private PagesRead collect(
            ExtractionRequest request,
            Reading reading,
            GlyphBudget.Claim claim,
            ExtractionListener listener,
            long start) {
        List<Page> pages = new ArrayList<>();
        PageDrafts drafts = layout.drafts(reading.properties());
        List<Integer> failed = new ArrayList<>();
        List<Integer> garbled = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>(reading.warnings());
        int of = request.options().pages().count(reading.properties().pageCount());
        int done = 0;
        long glyphs = 0;
        boolean cut = false;
        for (PageEvent event = reading.next(); event != null; event = reading.next()) {
            switch (event) {
                case PageEvent.PageRead(Page page) -> {
                    glyphs += page.glyphs().count();
                    limits.checkGlyphs(glyphs);
                    claim.add(page.glyphs().count());
                    pages.add(page);
                    cut |= Warnings.addCuts(page, warnings);
                    if (Suspicion.isGarbled(page)) {
                        garbled.add(page.number());
                    }
                }
                case PageEvent.PageFailed(int number, String ignoredCode, String ignored) ->
                        failed.add(number);
            }
            listener.page(++done, of);
            if (event instanceof PageEvent.PageRead(Page page)) {
                drafts.add(page);
            }
        }
        long elapsed = (System.nanoTime() - start) / 1_000_000;
        long queued = reading.queuedMillis();
        if (reading.truncated()) {
            warnings.add(
                    new Warning(
                            "pages-missing",
                            null,
                            "The worker stopped after %d of %d pages.".formatted(done, of)));
        }
        return new PagesRead(
                reading.properties(),
                pages,
                drafts,
                failed,
                garbled,
                reading.engine(),
                warnings,
                cut || reading.truncated(),
                queued,
                Math.max(0, elapsed - queued),
                reading.workerPid());
    }

    private ReadRequest readRequest(
            ExtractionRequest request, List<ReadRequest.PageRange> wanted, Duration timeout) {
        ExtractionOptions options = request.options();
        return new ReadRequest(
                request.intake().file(),
                request.intake().sha256(),
                wanted,
                options.password(),
                options.ocr(),
                options.ocrLanguages(),
                limits.pages(),
                timeout,
                request.requestId(),
                request.traceParent());
    }
}
