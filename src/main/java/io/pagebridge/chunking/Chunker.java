package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
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
        String content = text.text();
        TokenSums sums = new TokenSums(tokens, content);
        EmbedText embedText = new EmbedText(options, tokens);
        Splitter splitter = new Splitter(content, sums, text.language());
        Measure measure = new Measure(options, embedText);
        Assembly assembly = new Assembly(content, tokens, measure);
        List<Block> blocks = new Blocks(text, sums).read();
        List<Bundle> bundles = new Glue(content).bundles(blocks);
        List<Draft> drafts = new Packer(content, measure, assembly, splitter).pack(bundles);
        Fitting fitting = new Fitting(content, embedText, sums, splitter, options);
        ChunkIds ids = new ChunkIds(key, options);
        return new Finisher(text, fitting, new Landmarks(content, blocks), ids).finish(drafts);
    }
}
