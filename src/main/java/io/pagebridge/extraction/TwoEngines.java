package io.pagebridge.extraction;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.engine.EngineVersion;
import io.pagebridge.engine.ReadRequest;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.layout.PageDrafts;
import io.pagebridge.verification.Suspicion;
import io.pagebridge.verification.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Has the first engine read a document and asks the second for what the first could not read, for pages that came
 * garbled, and for those that are to be compared. Its own failure never costs an answer: what the first engine read, or
 * why it could not, stands. Thread-safe.
 */
final class TwoEngines {
    /** A second reading of a whole document is not begun with less time than this. */
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    /** A document that cost its first worker gets no more than this of the second engine. */
    private static final Duration LEASH = Duration.ofSeconds(20);

    private static final Set<FailureKind> WORTH_ANOTHER_ENGINE =
            Set.of(
                    FailureKind.WORKER_CRASHED,
                    FailureKind.OUT_OF_MEMORY,
                    FailureKind.PDF_CORRUPT,
                    FailureKind.DEADLINE_EXCEEDED);

    private final PageReader first;
    private final PageReader second;
    private final SecondOpinion opinion;

    TwoEngines(PageReader first, PageReader second, SecondOpinion opinion) {
        this.first = first;
        this.second = second;
        this.opinion = opinion;
    }

    /**
     * @param pages ascending
     * @param drafts of those pages that the document's engine read
     * @param engine of the document; single pages may be from the other one
     * @param fallbackPages numbers of the pages from the second engine, ascending
     */
    record Combined(
            Properties properties,
            List<Page> pages,
            PageDrafts drafts,
            EngineVersion engine,
            List<Integer> fallbackPages,
            Verification verification,
            List<Warning> warnings,
            boolean truncated,
            long queuedMillis,
            long workerMillis,
            long workerPid) {
        Extraction.Timings timings(long totalNanos) {
            return new Extraction.Timings(
                    queuedMillis, workerMillis, totalNanos / 1_000_000, workerPid);
        }
    }

    Combined read(
            ExtractionRequest request,
            GlyphBudget.Claim claim,
            ExtractionListener listener,
            Cancellation cancellation) {
        long start = System.nanoTime();
        List<ReadRequest.PageRange> wanted = request.options().pages().toRead();
        PageReader.PagesRead read;
        try {
            read =
                    first.read(
                            request,
                            wanted,
                            request.options().timeout(),
                            claim,
                            listener,
                            cancellation);
        } catch (FailureException failure) {
            if (cancellation.cancelled() || !WORTH_ANOTHER_ENGINE.contains(failure.kind())) {
                throw failure;
            }
            claim.close();
            return whole(request, wanted, failure, start, claim, listener, cancellation);
        }
        return complete(request, read, start, claim, cancellation);
    }

    /** The whole document by the second engine; the first one's failure when that gives no text either. */
    private Combined whole(
            ExtractionRequest request,
            List<ReadRequest.PageRange> wanted,
            FailureException failure,
            long start,
            GlyphBudget.Claim claim,
            ExtractionListener listener,
            Cancellation cancellation) {
        Duration left = left(request, start);
        if (left.compareTo(ENOUGH) < 0) {
            throw failure;
        }
        boolean damaged = failure.kind() == FailureKind.PDF_CORRUPT;
        Duration allowed = damaged || left.compareTo(LEASH) < 0 ? left : LEASH;
        PageReader.PagesRead read;
        try {
            read =
                    second.read(
                            request, wanted, allowed, claim, ExtractionListener.NONE, cancellation);
        } catch (FailureException again) {
            throw failure.kind() == FailureKind.PDF_CORRUPT
                            && again.kind() == FailureKind.PDF_ENCRYPTED
                    ? again
                    : failure;
        }
        if (read.pages().stream().noneMatch(TwoEngines::hasText)) {
            throw failure;
        }
        listener.opened(read.properties());
        List<Integer> numbers = read.pages().stream().map(Page::number).toList();
        List<Warning> warnings = new ArrayList<>(read.warnings());
        warnings.add(
                new Warning(
                        "document-fallback",
                        null,
                        "The first engine failed over this document (%s); the second one read it."
                                .formatted(failure.kind().code())));
        read.failed().forEach(number -> warnings.add(pageFailed(number)));
        return combined(read, read.pages(), numbers, Verification.NONE, warnings);
    }

    private Combined complete(
            ExtractionRequest request,
            PageReader.PagesRead read,
            long start,
            GlyphBudget.Claim claim,
            Cancellation cancellation) {
        Set<Integer> garbled = new TreeSet<>(read.garbled());
        Set<Integer> compared = compared(request.options().verify(), read.pages(), garbled);
        Set<Integer> asked = new TreeSet<>(read.failed());
        asked.addAll(garbled);
        asked.addAll(compared);
        List<Warning> warnings = new ArrayList<>(read.warnings());
        Map<Integer, Page> again = again(request, asked, start, warnings, claim, cancellation);
        Map<Integer, Page> pages = new TreeMap<>();
        read.pages().forEach(page -> pages.put(page.number(), page));
        Verification verification =
                opinion.compare(read.properties(), pages, again, compared, warnings);
        List<Integer> fallback = new ArrayList<>();
        for (int number : asked) {
            Page other = again.get(number);
            boolean failed = read.failed().contains(number);
            boolean better =
                    other != null
                            && (failed
                                    || garbled.contains(number)
                                            && hasText(other)
                                            && !Suspicion.isGarbled(other));
            if (better) {
                pages.put(number, other);
                fallback.add(number);
                String why = failed ? "could not be read" : "came garbled";
                warnings.add(
                        new Warning(
                                "page-fallback",
                                number,
                                "The page %s and was read by the second engine.".formatted(why)));
            } else if (failed) {
                warnings.add(pageFailed(number));
            } else if (garbled.contains(number)) {
                warnings.add(
                        new Warning(
                                "garbled-text",
                                number,
                                "The page's fonts do not say what its letters are."));
            }
        }
        List<Page> ordered =
                pages.values().stream().sorted(Comparator.comparingInt(Page::number)).toList();
        return combined(read, ordered, fallback, verification, warnings);
    }

    /** Recognised pages are left out: the second engine has no OCR to compare with. */
    private static Set<Integer> compared(Verify verify, List<Page> pages, Set<Integer> garbled) {
        Set<Integer> numbers = new TreeSet<>();
        for (Page page : pages) {
            boolean wanted =
                    switch (verify) {
                        case AUTO -> garbled.contains(page.number());
                        case ALWAYS -> page.ocr() == null;
                        case NEVER -> false;
                    };
            if (wanted) {
                numbers.add(page.number());
            }
        }
        return numbers;
    }

    private Map<Integer, Page> again(
            ExtractionRequest request,
            Set<Integer> numbers,
            long start,
            List<Warning> warnings,
            GlyphBudget.Claim claim,
            Cancellation cancellation) {
        Map<Integer, Page> pages = new TreeMap<>();
        if (numbers.isEmpty()) {
            return pages;
        }
        List<ReadRequest.PageRange> ranges =
                numbers.stream().map(number -> new ReadRequest.PageRange(number, number)).toList();
        try {
            second.read(
                            request,
                            ranges,
                            left(request, start),
                            claim,
                            ExtractionListener.NONE,
                            cancellation)
                    .pages()
                    .forEach(page -> pages.put(page.number(), page));
        } catch (FailureException failure) {
            warnings.add(
                    new Warning(
                            "second-engine-failed",
                            null,
                            "The second engine could not read the pages it was asked for (%s)."
                                    .formatted(failure.kind().code())));
        }
        return pages;
    }

    private static Combined combined(
            PageReader.PagesRead read,
            List<Page> pages,
            List<Integer> fallback,
            Verification verification,
            List<Warning> warnings) {
        Set<Integer> missing = new TreeSet<>(read.failed());
        fallback.forEach(missing::remove);
        return new Combined(
                read.properties(),
                pages,
                read.drafts(),
                read.engine(),
                fallback,
                verification,
                warnings,
                read.truncated() || !missing.isEmpty(),
                read.queuedMillis(),
                read.workerMillis(),
                read.workerPid());
    }

    private static Duration left(ExtractionRequest request, long start) {
        Duration left = request.options().timeout().minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Warning pageFailed(int number) {
        return new Warning("page-failed", number, "The page could not be read.");
    }

    private static boolean hasText(Page page) {
        Glyphs glyphs = page.glyphs();
        for (int i = 0; i < glyphs.count(); i++) {
            if (!glyphs.is(i, Glyphs.GENERATED | Glyphs.INVISIBLE | Glyphs.CLIPPED)
                    && !Character.isWhitespace(glyphs.codePoints()[i])) {
                return true;
            }
        }
        return false;
    }
}
