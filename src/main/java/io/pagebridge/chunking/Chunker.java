package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.CanonicalText.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a canonical text into chunks. Pure and deterministic: the same text, key and options give the same chunks in
 * every process; the time is linear in the text. Safe for any thread.
 */
public final class Chunker {
    private final ChunkingOptions options;
    private final TokenCounter tokens;

    public Chunker(ChunkingOptions options) {
        this(options, options.tokenizer().counter());
    }

    /**
     * @param tokens counts instead of the options' tokenizer
     */
    public Chunker(ChunkingOptions options, TokenCounter tokens) {
        this.options = options;
        this.tokens = tokens;
    }

    public List<Chunk> chunk(CanonicalText text, ChunkKey key) {
        List<Draft> drafts = new ArrayList<>();
        for (Span span : text.spans()) {
            if (!span.isEmpty()) {
                SectionPath path = new SectionPath(text.title(), List.of());
                drafts.add(
                        new Draft(span.start(), span.end(), ChunkType.TEXT, path, List.of(), null));
            }
        }
        EmbedText embedText = new EmbedText(options, tokens);
        return new Finisher(text, embedText, tokens, new ChunkIds(key, options)).finish(drafts);
    }
}
