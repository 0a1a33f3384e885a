package io.pagebridge.layout;

import io.pagebridge.document.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Puts words on common baselines. Superscripts and subscripts join the row of the word that they stand beside. */
final class RowBuilder {
    private static final Comparator<PageWord> BY_BASE = RowBuilder::compareBases;
    private static final Comparator<PageWord> BY_X = RowBuilder::comparePlaces;

    private RowBuilder() {}

    private static int compareBases(PageWord a, PageWord b) {
        int order = Double.compare(a.base(), b.base());
        return order != 0 ? order : Double.compare(a.box().x0(), b.box().x0());
    }

    private static int comparePlaces(PageWord a, PageWord b) {
        int order = Double.compare(a.box().x0(), b.box().x0());
        return order != 0 ? order : Integer.compare(a.order(), b.order());
    }

    static List<PageWord> byX(List<PageWord> words) {
        List<PageWord> sorted = new ArrayList<>(words);
        sorted.sort(BY_X);
        return sorted;
    }

    /** One row of these words, brought into reading order. */
    static Row row(int page, List<PageWord> words) {
        return Row.of(page, Directions.readingOrder(byX(words)));
    }

    /** All rows from top to bottom. */
    static List<Row> rows(int page, List<PageWord> words) {
        List<PageWord> plain = new ArrayList<>();
        List<PageWord> raised = new ArrayList<>();
        for (PageWord word : words) {
            (word.raised() ? raised : plain).add(word);
        }
        plain.sort(BY_BASE);
        List<List<PageWord>> groups = new ArrayList<>();
        List<Double> bases = new ArrayList<>();
        double groupBase = Double.NEGATIVE_INFINITY;
        double groupSize = 0;
        for (PageWord word : plain) {
            double tolerance = 0.33 * Math.min(word.size(), groupSize);
            if (groups.isEmpty() || word.base() - groupBase > Math.max(1, tolerance)) {
                groups.add(new ArrayList<>());
                bases.add(word.base());
                groupBase = word.base();
                groupSize = word.size();
            }
            groups.getLast().add(word);
        }
        List<PageWord> lonely = new ArrayList<>();
        for (PageWord word : raised) {
            int group = nearest(groups, bases, word);
            if (group < 0) {
                lonely.add(word);
            } else {
                groups.get(group).add(word);
            }
        }
        List<Row> rows = new ArrayList<>(groups.size());
        for (List<PageWord> group : groups) {
            rows.add(row(page, group));
        }
        if (!lonely.isEmpty()) {
            for (PageWord word : lonely) {
                rows.add(Row.of(page, List.of(word)));
            }
            rows.sort(Comparator.comparingDouble(Row::base));
        }
        return withNoteSigns(rows);
    }

    /** A small sign before a row or between its words, a little above its baseline, belongs to that row. */
    private static List<Row> withNoteSigns(List<Row> rows) {
        List<Row> joined = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Row above = joined.isEmpty() ? null : joined.getLast();
            if (above != null && (isSignOf(above, row) || areIndicesOf(row, above))) {
                List<PageWord> words = new ArrayList<>(row.words());
                words.addAll(above.words());
                joined.set(joined.size() - 1, row(row.page(), words));
            } else {
                joined.add(row);
            }
        }
        return joined;
    }

    private static boolean isSignOf(Row sign, Row row) {
        return sign.words().size() == 1
                && sign.text().length() <= 3
                && sign.size() < 0.86 * row.size()
                && row.base() - sign.base() < 0.7 * row.size()
                && isBeside(sign, row);
    }

    /** Small words a little below the baseline, each close behind a word of the row: indices under its letters. */
    private static boolean areIndicesOf(Row indices, Row row) {
        if (indices.size() >= 0.8 * row.size()
                || indices.base() - row.base() >= 0.6 * row.size()
                || indices.glyphs() >= row.glyphs()) {
            return false;
        }
        for (PageWord index : indices.words()) {
            if (index.size() >= 0.8 * row.size() || !isBeside(index.box(), row, 0.35)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBeside(Row sign, Row row) {
        return isBeside(sign.box(), row, 1.2);
    }

    private static boolean isBeside(Box sign, Row row, double farthest) {
        for (PageWord word : row.words()) {
            double gap = Math.max(word.box().x0() - sign.x1(), sign.x0() - word.box().x1());
            if (gap > -0.5 && gap < farthest * row.size()) {
                return true;
            }
        }
        return false;
    }

    /** The row nearest to a raised word whose band it touches and in which it has a close neighbour, or -1. */
    private static int nearest(List<List<PageWord>> groups, List<Double> bases, PageWord word) {
        int at = Collections.binarySearch(bases, word.base());
        int from = at < 0 ? -at - 1 : at;
        int best = -1;
        double bestDistance = Double.MAX_VALUE;
        for (int i = Math.max(0, from - 2); i <= Math.min(groups.size() - 1, from + 2); i++) {
            for (PageWord other : groups.get(i)) {
                double gap =
                        Math.max(
                                word.box().x0() - other.box().x1(),
                                other.box().x0() - word.box().x1());
                if (gap < 0.6 * other.size() && word.box().overlapY(other.box()) > 0) {
                    double distance = Math.max(0, gap) + Math.abs(word.base() - other.base());
                    if (distance < bestDistance) {
                        bestDistance = distance;
                        best = i;
                    }
                }
            }
        }
        return best;
    }
}
