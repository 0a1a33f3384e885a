package io.pagebridge.extraction;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of one extraction. */
@ConfigMapping(prefix = "pagebridge.extraction")
interface ExtractionConfig {
    /** Longest time a document may take, waiting included; callers may only lower it. */
    @WithDefault("PT5M")
    Duration timeout();

    /** A document with more pages is refused, whatever range is asked for. */
    @WithDefault("5000")
    int maxPages();

    /**
     * Most glyphs of all chosen pages together. They are what a request keeps in the heap while it is extracted: up to
     * 160 bytes each with all that is made from them. Never more than fit the heap ({@link GlyphBudget}).
     */
    @WithDefault("4000000")
    int maxGlyphs();

    /** Largest text of one document; chunks, elements and Markdown are small multiples of it. */
    @WithDefault("16M")
    MemorySize maxTextSize();

    /** Languages to recognise when a caller names none, joined by {@code +}. */
    @WithDefault("eng")
    String ocrLanguages();
}
