package io.pagebridge.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What is asked of an engine.
 *
 * @param file the spooled PDF; stays the caller's and must outlive the reading
 * @param sha256 of the file in lower-case hexadecimal: part of the quarantine key
 * @param pages ascending, not overlapping; empty means all
 * @param password or null; never logged
 * @param ocrLanguages Tesseract names joined by {@code +}
 * @param maxPages more pages than this refuse the document
 * @param timeout for the whole reading, waiting included; only ever shorter than the pool's own clocks
 * @param requestId goes into the call and the worker's log lines
 * @param traceParent W3C trace context, or null
 */
public record ReadRequest(
        Path file,
        String sha256,
        List<PageRange> pages,
        String password,
        Ocr ocr,
        String ocrLanguages,
        int maxPages,
        Duration timeout,
        String requestId,
        String traceParent) {
    public ReadRequest {
        pages = List.copyOf(pages);
    }

    /** Pages {@code first} to {@code last}, 1-based and inclusive; {@code last} null means to the end. */
    public record PageRange(int first, Integer last) {}

    /** When pages are recognised: only those that need it, none, or every one. */
    public enum Ocr {
        AUTO,
        OFF,
        FORCE;

        /** The name used in options and frames. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ReadRequest[sha256=%s, pages=%s, ocr=%s, requestId=%s]"
                .formatted(sha256, pages, ocr, requestId);
    }
}
