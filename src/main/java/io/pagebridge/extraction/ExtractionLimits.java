package io.pagebridge.extraction;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;

/**
 * What one document may take: together they bound the heap of a request.
 *
 * @param glyphs of all chosen pages
 * @param text UTF-16 units of the canonical text
 */
public record ExtractionLimits(int pages, int glyphs, long text) {
    void checkGlyphs(long read) {
        if (read > glyphs) {
            throw new FailureException(
                    FailureKind.OUTPUT_TOO_LARGE,
                    "The chosen pages hold more than %,d characters; ask for fewer pages."
                            .formatted(glyphs));
        }
    }

    void checkText(String canonical) {
        if (canonical.length() > text) {
            throw new FailureException(
                    FailureKind.OUTPUT_TOO_LARGE,
                    "The text is longer than %,d characters; ask for fewer pages.".formatted(text));
        }
    }
}
