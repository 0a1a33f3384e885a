package io.pagebridge.extraction;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkKey;
import io.pagebridge.chunking.Chunker;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Page;
import io.pagebridge.document.Warning;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.hook.Cover;
import io.pagebridge.hook.Hooked;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.verification.Verification;
import java.util.ArrayList;
import java.util.List;

/**
 * The use case, and the only place that knows the order of events: a worker reads the pages, layout understands them,
 * the canonical text is written, chunks are cut, the operator's hook sees them. Safe for any thread; everything about one document lives on the
 * caller's stack.
 */
public final class ExtractionService {
    /** Changes whenever the same bytes and options may give another text or other chunks; part of every chunk id. */
    public static final String PIPELINE = "2026.1";

    private final TwoEngines engines;
    private final LayoutAnalyzer layout;
    private final HookStep hook;
    private final ExtractionLimits limits;
    private final GlyphBudget budget;
    private final ExtractionJournal journal;

    public ExtractionService(
            TwoEngines engines,
            LayoutAnalyzer layout,
            HookStep hook,
            ExtractionLimits limits,
            GlyphBudget budget,
            ExtractionJournal journal) {
        this.budget = budget;
        this.engines = engines;
        this.layout = layout;
        this.hook = hook;
        this.limits = limits;
        this.journal = journal;
    }

    /**
     * Blocks until the document is done; a virtual thread is fine.
     *
     * @throws FailureException for every way in which it can fail
     */
    public Extraction extract(
            ExtractionRequest request, ExtractionListener listener, Cancellation cancellation) {
        long start = System.nanoTime();
        try (GlyphBudget.Claim claim = budget.claim()) {
            TwoEngines.Combined read = engines.read(request, claim, listener, cancellation);
            Extraction extraction = understand(request, read, start, listener, cancellation);
            cancellation.check();
            journal.succeeded(request, extraction);
            return extraction;
        } catch (FailureException failure) {
            FailureException told =
                    cancellation.cancelled()
                            ? WorkerFailures.cancelled()
                            : WorkerFailures.told(failure);
            journal.failed(request, told, System.nanoTime() - start);
            throw told;
        } catch (RuntimeException | StackOverflowError defect) {
            journal.broke(request, defect, System.nanoTime() - start);
            throw new FailureException(
                    FailureKind.INTERNAL, "The service failed; its log says more.");
        }
    }

    private Extraction understand(
            ExtractionRequest request,
            TwoEngines.Combined read,
            long start,
            ExtractionListener listener,
            Cancellation cancellation) {
        List<Page> pages = read.pages();
        cancellation.check();
        Content content = layout.analyze(new Document(read.properties(), pages), read.drafts());
        CanonicalText text = CanonicalText.of(content, pages.stream().map(Page::number).toList());
        limits.checkText(text.text());
        List<Extraction.PageSummary> summaries = Pages.summaries(pages, text);
        if (!hook.present()) {
            listener.text(text, summaries);
        }
        cancellation.check();
        ExtractionOptions options = request.options();
        boolean wanted = options.includes(Include.CHUNKS);
        List<Chunk> chunks =
                wanted || hook.present() ? chunker(options).chunk(text, key(request)) : List.of();
        List<Warning> warnings = new ArrayList<>(Warnings.of(read, content, text));
        Hooked hooked =
                hook.run(
                        request,
                        read.properties(),
                        content,
                        text,
                        chunks,
                        start,
                        cancellation,
                        warnings);
        Cover cover = hooked.cover();
        return new Extraction(
                request.intake(),
                options,
                cover.properties(read.properties()),
                hooked.content(),
                hooked.text(),
                hook.present() ? Pages.summaries(pages, hooked.text()) : summaries,
                wanted ? hooked.chunks() : List.of(),
                hooked.added(),
                pages.stream().flatMap(page -> page.links().stream()).map(cover::link).toList(),
                pages.stream().flatMap(page -> page.fields().stream()).map(cover::field).toList(),
                new Extraction.EngineReport(
                        read.engine().name(),
                        read.engine().version(),
                        PIPELINE,
                        read.fallbackPages(),
                        verification(read.verification())),
                warnings,
                read.truncated(),
                read.timings(System.nanoTime() - start));
    }

    private static Extraction.Verification verification(Verification verification) {
        boolean checked = verification.pagesChecked() > 0;
        return new Extraction.Verification(
                verification.pagesChecked(),
                checked ? verification.agreement() : null,
                verification.verdict().code());
    }

    private static Chunker chunker(ExtractionOptions options) {
        return new Chunker(options.chunking(), options.chunking().tokenizer().counter());
    }

    private static ChunkKey key(ExtractionRequest request) {
        String sourceId = request.options().sourceId();
        return new ChunkKey(sourceId == null ? request.intake().sha256() : sourceId, PIPELINE);
    }
}
