package io.pagebridge.extraction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Link;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import java.util.List;
import java.util.Map;

/**
 * Everything an answer may hold about one document. The glyphs are gone: what is kept here may wait for a slow reader.
 *
 * @param pages the chosen pages that could be read, ascending
 * @param added members that a hook has added to chunks, by chunk id
 * @param truncated whether something of what was asked for is missing; the warnings say what
 */
public record Extraction(
        Intake intake,
        ExtractionOptions options,
        Properties properties,
        Content content,
        CanonicalText text,
        List<PageSummary> pages,
        List<Chunk> chunks,
        Map<String, ObjectNode> added,
        List<Link> links,
        List<FormField> formFields,
        EngineReport engine,
        List<Warning> warnings,
        boolean truncated,
        Timings timings) {
    public Extraction {
        pages = List.copyOf(pages);
        chunks = List.copyOf(chunks);
        added = Map.copyOf(added);
        links = List.copyOf(links);
        formFields = List.copyOf(formFields);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param start of the page's text in the canonical text; {@code end} likewise (UTF-16)
     * @param ocr whether its text was recognised
     * @param confidence 0 to 1
     * @param engine which one read it
     */
    public record PageSummary(
            int number,
            String label,
            double width,
            double height,
            int rotation,
            int start,
            int end,
            boolean ocr,
            double confidence,
            String engine) {}

    /**
     * @param pipeline version of everything that decides about text and chunks
     * @param fallbackPages pages read by the second engine
     * @param verification what comparing the two engines' readings gave
     */
    public record EngineReport(
            String name,
            String version,
            String pipeline,
            List<Integer> fallbackPages,
            Verification verification) {
        public EngineReport {
            fallbackPages = List.copyOf(fallbackPages);
        }
    }

    /** @param agreement 0 to 1, null when no page was read twice */
    public record Verification(int pagesChecked, Double agreement, String verdict) {
        public static final Verification NONE = new Verification(0, null, "not-checked");
    }

    /**
     * @param queued until a worker took the document
     * @param worker from then until its last page was read
     * @param total of the use case: reading, layout and chunks
     * @param workerPid process that read it
     */
    public record Timings(long queued, long worker, long total, long workerPid) {}
}
