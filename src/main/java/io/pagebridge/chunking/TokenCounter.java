package io.pagebridge.chunking;

/** Counts the tokens of a text. Safe for any thread. */
@FunctionalInterface
public interface TokenCounter {
    /** Tokens of {@code [start, end)} taken by itself. */
    int count(String text, int start, int end);

    default int count(String text) {
        return count(text, 0, text.length());
    }
}
