package io.pagebridge.extraction;

import io.pagebridge.document.Properties;

/**
 * Hears how far an extraction is. Called on the extracting thread, while a worker waits: it must neither block nor
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
            };

    /** The worker has opened the document. */
    void opened(Properties properties);

    /** {@code done} of the chosen pages have been read. */
    void page(int done, int of);
}
