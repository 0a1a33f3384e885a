package io.pagebridge.document;

import java.util.List;

/**
 * The text of an element and where on the pages each part of it stands.
 *
 * @param text without leading or trailing blanks, {@code \n} as the only line break
 * @param words ascending and not overlapping, by UTF-16 offsets into {@code text}; what lies between two words are
 *     blanks, line breaks or separators that are not on the page. Page numbers never fall.
 */
public record Passage(String text, List<PlacedWord> words) {
    public static final Passage EMPTY = new Passage("", List.of());

    /** A word and the slice {@code [start, end)} of the passage's text that it makes. */
    public record PlacedWord(int start, int end, Word word) {}

    public Passage {
        words = List.copyOf(words);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }
}
