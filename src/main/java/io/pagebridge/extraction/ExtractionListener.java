package io.pagebridge.extraction;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Properties;
import java.util.List;

/**
 * Hears how far an extraction is. Called on the extracting thread, often while a worker waits: it must neither block nor
 * throw.
 */
public interface ExtractionListener {
    /** For those who only want the result. */
    ExtractionListener NONE =
            new ExtractionListener() {
                @Override
                public void opened(Properties properties) {}

                @Override
                public void page(int done, int of) {}

                @Override
                public void text(CanonicalText text, List<Extraction.PageSummary> pages) {}
            };

    /**
     * An engine has opened the document. Called again once the second engine has read all of it in place of the first,
     * which may have failed before or after this.
     */
    void opened(Properties properties);

    /** {@code done} of the chosen pages have been read. */
    void page(int done, int of);

    /**
     * Text and pages as the result will hold them; only chunks are missing. Not called where a hook may still cover a
     * part of the text, and never for a text over the limit.
     */
    void text(CanonicalText text, List<Extraction.PageSummary> pages);
}
