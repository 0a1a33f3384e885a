package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;

/** The chosen pages, ascending. */
record PageChoice(TreeSet<Integer> numbers) {
    /** @param ranges {@code [[first, last or null], …]}, or null for all */
    static PageChoice of(JsonNode ranges, int pageCount) {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (!ranges.isArray()) {
            add(numbers, 1, pageCount, pageCount);
        }
        for (JsonNode range : ranges) {
            int last = range.path(1).isNull() ? pageCount : range.path(1).asInt();
            add(numbers, range.path(0).asInt(), last, pageCount);
        }
        return new PageChoice(numbers);
    }

    private static void add(TreeSet<Integer> numbers, int first, int last, int pageCount) {
        for (int number = Math.max(1, first); number <= Math.min(last, pageCount); number++) {
            numbers.add(number);
        }
    }
}
