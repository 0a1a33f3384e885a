package io.pagebridge.chunking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Under which rows the next row of a table may stand, also over the pages that the table runs over. */
final class OpenLabels {
    private static final int DEEPEST = 32;

    private final int[] rows = new int[DEEPEST];
    private final TableRun earlier;
    private final Map<Integer, List<String>> outer = new HashMap<>();

    /** @param earlier the part of the table that stands in chunks of its own, or null */
    OpenLabels(TableRun earlier) {
        this.earlier = earlier;
        Arrays.fill(rows, -1);
    }

    void add(int row, int depth) {
        if (depth < DEEPEST) {
            rows[depth] = row;
            Arrays.fill(rows, depth + 1, DEEPEST, -1);
        }
    }

    /** The row that one of {@code depth} stands under, or -1. */
    int row(int depth) {
        int above = Math.min(depth, DEEPEST) - 1;
        while (above >= 0 && rows[above] < 0) {
            above--;
        }
        return above < 0 ? -1 : rows[above];
    }

    /** The labels in the earlier part that a row of {@code depth} stands under, outermost first. */
    List<String> outer(int depth) {
        return earlier == null
                ? List.of()
                : outer.computeIfAbsent(Math.min(depth, DEEPEST), earlier::open);
    }
}
