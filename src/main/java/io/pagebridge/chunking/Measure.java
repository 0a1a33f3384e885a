package io.pagebridge.chunking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sizes that decide about packing, all in tokens. Used once for each document, by one thread. */
final class Measure {
    private final ChunkingOptions options;
    private final EmbedText embedText;
    private final Map<SectionPath, Integer> prefixes = new HashMap<>();

    Measure(ChunkingOptions options, EmbedText embedText) {
        this.options = options;
        this.embedText = embedText;
    }

    int target() {
        return options.targetTokens();
    }

    int max() {
        return options.maxTokens();
    }

    /** What one piece may take when nothing stands in front of it; counts of parts add up to a little less than the whole. */
    int room() {
        return max() - 2;
    }

    int overlap() {
        return options.overlapTokens();
    }

    int prefix(SectionPath path) {
        return prefixes.computeIfAbsent(path, embedText::prefixTokens);
    }

    int context(List<String> lines) {
        return embedText.cost(lines);
    }

    /** A chunk this small should not stand alone. */
    int undersized() {
        return target() * 3 / 8;
    }

    /** From here on a heading of level 1 or 2 begins a new chunk: 120 of 320. */
    int enoughBeforeChapter() {
        return target() * 3 / 8;
    }

    int enoughBeforeSection() {
        return target() / 2;
    }

    int enoughBeforePage() {
        return target() / 3;
    }

    /** Below this, text under an earlier heading may share a chunk with the next section. */
    int negligible() {
        return target() / 8;
    }
}
