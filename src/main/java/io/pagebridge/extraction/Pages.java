package io.pagebridge.extraction;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an answer tells about each page, worked out while its glyphs are still here. */
final class Pages {
    private Pages() {}

    static List<Extraction.PageSummary> summaries(List<Page> pages, CanonicalText text) {
        Map<Integer, CanonicalText.PageSpan> spans = new HashMap<>();
        text.pages().forEach(span -> spans.put(span.number(), span));
        return pages.stream().map(page -> summary(page, spans.get(page.number()))).toList();
    }

    private static Extraction.PageSummary summary(Page page, CanonicalText.PageSpan span) {
        return new Extraction.PageSummary(
                page.number(),
                page.label(),
                page.width(),
                page.height(),
                page.rotation(),
                span.start(),
                span.end(),
                page.ocr() != null,
                confidence(page),
                page.engine());
    }

    /** Mean over what is drawn, less what the fonts cannot name. */
    private static double confidence(Page page) {
        Glyphs glyphs = page.glyphs();
        double sum = 0;
        int drawn = 0;
        for (int i = 0; i < glyphs.count(); i++) {
            if (!glyphs.is(i, Glyphs.GENERATED)) {
                sum += glyphs.confidenceOf(i);
                drawn++;
            }
        }
        double mean = drawn == 0 ? 1 : sum / drawn;
        return Math.clamp(mean * (1 - page.unmapped()), 0, 1);
    }
}
