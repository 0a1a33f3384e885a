package io.pagebridge.document;

import io.pagebridge.document.Passage.PlacedWord;
import java.util.List;

/**
 * The one text of a document: every element in reading order, without furniture and hidden text. All offsets of an
 * answer index {@code text}; inside Java they are UTF-16 units, {@link OffsetUnit} converts at the edge.
 *
 * <p>INVARIANT: {@code text} is well-formed UTF-16. Spans, words and pages ascend and do not overlap; the pages cover
 * the whole text without a gap.
 *
 * @param title the document's, or null
 * @param language BCP 47, or null
 * @param spans one for each element in the text, empty ones included
 * @param words all words of all spans; those of one span are {@code words.subList(firstWord, lastWord)}
 * @param pages the chosen pages, ascending; a page without text has an empty span
 */
public record CanonicalText(
        String title,
        String language,
        String text,
        List<Span> spans,
        List<PlacedWord> words,
        List<PageSpan> pages) {
    public CanonicalText {
        spans = List.copyOf(spans);
        words = List.copyOf(words);
        pages = List.copyOf(pages);
    }

    /**
     * An element and the slice {@code [start, end)} of the text that is its passage.
     *
     * @param index of the element in {@link Content#elements()}
     * @param firstWord index of its first word in {@link CanonicalText#words()}; {@code lastWord} is exclusive
     */
    public record Span(
            int index, Element element, int start, int end, int firstWord, int lastWord) {
        public boolean isEmpty() {
            return start == end;
        }
    }

    /** A page and its text, {@code [start, end)}: from its first word to the first word of the next page. */
    public record PageSpan(int number, int start, int end) {}

    /**
     * @param pageNumbers the chosen pages that could be read, ascending
     */
    public static CanonicalText of(Content content, List<Integer> pageNumbers) {
        return new CanonicalTextWriter(pageNumbers).write(content);
    }

    public String slice(int start, int end) {
        return text.substring(start, end);
    }

    /** Index of the first word that ends after {@code offset}; the number of words when there is none. */
    public int firstWordAfter(int offset) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
