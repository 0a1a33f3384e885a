package io.pagebridge.chunking;

import java.util.Arrays;

/**
 * Token counts of one text, added up once, so that the count of a long slice costs its two ends only. Marks stand where the
 * counter always cuts, whatever a slice holds before and behind: between two of them counts add up.
 */
final class TokenSums {
    /** Characters between two marks, at least. */
    private static final int STRIDE = 32;

    private final TokenCounter counter;
    private final String text;
    private final int[] marks;
    private final int[] sums;

    TokenSums(TokenCounter counter, String text) {
        this.counter = counter;
        this.text = text;
        int[] found = new int[text.length() / STRIDE + 1];
        int[] counted = new int[found.length];
        int marked = 0;
        int from = 0;
        int sum = 0;
        for (int at = counter.nextCut(text, STRIDE); at >= 0; ) {
            sum += counter.count(text, from, at);
            found[marked] = at;
            counted[marked++] = sum;
            from = at;
            at = counter.nextCut(text, at + STRIDE);
        }
        this.marks = Arrays.copyOf(found, marked);
        this.sums = Arrays.copyOf(counted, marked);
    }

    int count(int start, int end) {
        int first = Arrays.binarySearch(marks, start);
        first = first < 0 ? -first - 1 : first;
        int last = Arrays.binarySearch(marks, end);
        last = last < 0 ? -last - 2 : last;
        // A mark at the very edge is none for the slice: what the rule looks at lies outside.
        first += first < marks.length && marks[first] < start + 2 ? 1 : 0;
        last -= last >= 0 && marks[last] > end - 2 ? 1 : 0;
        if (last <= first) {
            return counter.count(text, start, end);
        }
        return counter.count(text, start, marks[first])
                + sums[last]
                - sums[first]
                + counter.count(text, marks[last], end);
    }

    /** Tokens of {@code lines}, empty or ended by a line break, and the slice behind them. */
    int count(String lines, int start, int end) {
        if (lines.isEmpty()) {
            return count(start, end);
        }
        return counter.cutsAfterLine(text.charAt(start))
                ? counter.count(lines) + count(start, end)
                : counter.count(lines + text.substring(start, end));
    }
}
