package io.pagebridge.chunking;

/** Counts the tokens of a text. Safe for any thread. */
@FunctionalInterface
public interface TokenCounter {
    /** Tokens of {@code [start, end)} taken by itself. */
    int count(String text, int start, int end);

    /** The first place from {@code from} on where counts add up, whatever stands around it; -1 where none is known. */
    default int nextCut(String text, int from) {
        return -1;
    }

    /** Whether counts add up between a line break and {@code next}, whatever stands around them. */
    default boolean cutsAfterLine(char next) {
        return false;
    }

    default int count(String text) {
        return count(text, 0, text.length());
    }
}
