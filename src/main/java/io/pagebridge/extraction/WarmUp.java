package io.pagebridge.extraction;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkKey;
import io.pagebridge.chunking.Chunker;
import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Document;
import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.layout.LayoutAnalyzer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Understands one small page of our own while the first workers start, so that the first caller does not wait for classes
 * and, above all, for the tokenizer's vocabulary.
 */
final class WarmUp {
    private static final List<String> LINES =
            List.of(
                    "1 What this page is for",
                    "The first document would have to wait until everything is loaded that",
                    "turns letters into words, rows and chunks. This page has done so before.",
                    "Site 2024 2025",
                    "North 376 135",
                    "South 210 118");

    private static final FontFace FONT =
            new FontFace("Plain", "Plain", 400, false, false, false, false, 0.8, -0.2);
    private static final float SIZE = 10;
    private static final float ADVANCE = 5;
    private static final float PITCH = 13;
    private static final float MARGIN = 72;

    private WarmUp() {}

    static List<Chunk> run(LayoutAnalyzer layout) {
        Properties properties =
                new Properties(1, "1.7", false, false, "en", Metadata.NONE, List.of(), List.of());
        CanonicalText text =
                CanonicalText.of(
                        layout.analyze(new Document(properties, List.of(page()))), List.of(1));
        return new Chunker(ChunkingOptions.DEFAULT)
                .chunk(text, new ChunkKey("warm-up", ExtractionService.PIPELINE));
    }

    private static Page page() {
        Glyphs glyphs = Glyphs.allocate(LINES.stream().mapToInt(String::length).sum());
        Arrays.fill(glyphs.size(), SIZE);
        Arrays.fill(glyphs.markedContentId(), -1);
        Arrays.fill(glyphs.confidence(), (byte) Glyphs.EXACT);
        Arrays.fill(glyphs.rgba(), 0xFF);
        int glyph = 0;
        for (int line = 0; line < LINES.size(); line++) {
            float base = MARGIN + line * PITCH;
            for (int i = 0; i < LINES.get(line).length(); i++) {
                glyphs.codePoints()[glyph] = LINES.get(line).charAt(i);
                glyphs.originX()[glyph] = glyphs.x0()[glyph] = MARGIN + i * ADVANCE;
                glyphs.x1()[glyph] = glyphs.x0()[glyph] + ADVANCE;
                glyphs.originY()[glyph] = base;
                glyphs.y0()[glyph] = base - 0.8f * SIZE;
                glyphs.y1()[glyph] = base + 0.2f * SIZE;
                glyph++;
            }
        }
        return new Page(
                1,
                null,
                595,
                842,
                0,
                "pdfium",
                glyphs,
                List.of(FONT),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                Set.of());
    }
}
