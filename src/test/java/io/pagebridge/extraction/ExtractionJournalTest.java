package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators see of a document that was answered. */
class ExtractionJournalTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExtractionJournal journal = new ExtractionJournal(meters);

    @Test
    void aDocumentThatLostGlyphsIsCounted() {
        journal.succeeded(request(), answered(List.of()));
        assertThat(lost()).isZero();
        journal.succeeded(
                request(), answered(List.of(new Warning("glyphs-lost", null, "Of 7 visible 6"))));
        assertThat(lost()).isEqualTo(1);
        assertThat(meters.timer("pagebridge.extract", "outcome", "ok").count()).isEqualTo(2);
    }

    private double lost() {
        return meters.counter("pagebridge.extract.glyphs.lost").count();
    }

    private static ExtractionRequest request() {
        return new ExtractionRequest(null, null, "job-1", null);
    }

    private static Extraction answered(List<Warning> warnings) {
        Content content = new Content(null, null, List.of(), warnings);
        return new Extraction(
                null,
                null,
                null,
                content,
                CanonicalText.of(content, List.of()),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                new Extraction.EngineReport(
                        "pdfium", "1", "1", List.of(), Extraction.Verification.NONE),
                List.of(),
                false,
                new Extraction.Timings(0, 1, 2, 3));
    }
}
