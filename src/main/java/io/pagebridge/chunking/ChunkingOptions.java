package io.pagebridge.chunking;

/**
 * How large chunks are and how that is counted.
 *
 * @param targetTokens the size aimed at
 * @param maxTokens hard limit of a chunk's {@code embedText}
 * @param overlapTokens how much of a part is repeated at the start of the next one where one paragraph had to be split;
 *     nowhere else
 */
public record ChunkingOptions(
        int targetTokens, int maxTokens, int overlapTokens, Tokenizer tokenizer) {
    public static final int SMALLEST = 16;
    public static final int LARGEST = 32_768;
    public static final ChunkingOptions DEFAULT =
            new ChunkingOptions(320, 512, 0, Tokenizer.O200K_BASE);

    public ChunkingOptions {
        require(maxTokens >= SMALLEST && maxTokens <= LARGEST, "maxTokens", maxTokens);
        require(targetTokens >= 1 && targetTokens <= maxTokens, "targetTokens", targetTokens);
        require(
                overlapTokens >= 0 && overlapTokens <= targetTokens / 2,
                "overlapTokens",
                overlapTokens);
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException("%s out of range: %d".formatted(name, value));
        }
    }

    /** Everything here that changes a chunk's text, in one line that never changes its form. */
    String fingerprint() {
        return "%s/%d/%d/%d".formatted(tokenizer.id(), targetTokens, maxTokens, overlapTokens);
    }
}
