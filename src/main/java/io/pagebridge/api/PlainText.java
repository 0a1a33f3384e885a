package io.pagebridge.api;

import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.extraction.Extraction;
import java.io.IOException;
import java.util.List;

/** The canonical text as it stands, or with form feeds between its pages. */
final class PlainText {
    private PlainText() {}

    static void write(Extraction extraction, Appendable out, boolean pageBreaks)
            throws IOException {
        String text = extraction.text().text();
        List<PageSpan> pages = extraction.text().pages();
        if (!pageBreaks || pages.isEmpty()) {
            out.append(text);
            return;
        }
        for (int i = 0; i < pages.size(); i++) {
            out.append(i == 0 ? "" : "\f").append(text, pages.get(i).start(), pages.get(i).end());
        }
    }
}
