package io.pagebridge.extraction;

import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.engine.ReadRequest;
import java.time.Duration;
import java.util.Set;

/**
 * What a caller wants from one document. Made by {@link OptionsParser}; every value has been checked.
 *
 * @param password null when none was given; kept out of {@link #toString()}
 * @param ocrLanguages Tesseract names joined by {@code +}
 * @param include the answer's payload, complete
 * @param sourceId the caller's key for the document, or null
 * @param pageBreaks whether text and Markdown show where pages end
 * @param timeout for the whole job, never above the server's
 */
public record ExtractionOptions(
        PageSelection pages,
        String password,
        ReadRequest.Ocr ocr,
        String ocrLanguages,
        ChunkingOptions chunking,
        OffsetUnit offsetUnit,
        Set<Include> include,
        String sourceId,
        Verify verify,
        boolean pageBreaks,
        Duration timeout) {
    public ExtractionOptions {
        include = Set.copyOf(include);
    }

    public boolean includes(Include part) {
        return include.contains(part);
    }

    @Override
    public String toString() {
        return "ExtractionOptions[pages=%s, ocr=%s, timeout=%s]".formatted(pages, ocr, timeout);
    }
}
