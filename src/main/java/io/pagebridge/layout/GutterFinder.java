package io.pagebridge.layout;

import io.pagebridge.layout.ColumnSplitter.Gutter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the strip of white that best divides a stack of rows into two columns of running text. */
final class GutterFinder {
    private static final int MOST_CANDIDATES = 12;

    private final List<Row> rows;
    private final double size;
    private final double narrowest;
    private final boolean nested;
    private final List<double[]> spans = new ArrayList<>();

    private GutterFinder(List<Row> rows, boolean nested) {
        this.nested = nested;
        this.rows = rows;
        double[] sizes = rows.stream().mapToDouble(Row::size).sorted().toArray();
        this.size = sizes[sizes.length / 2];
        this.narrowest = Math.max(0.8 * size, 5);
        for (Row row : rows) {
            spans.add(spans(row));
        }
    }

    static Gutter best(List<Row> rows) {
        GutterFinder finder = new GutterFinder(rows, false);
        Gutter best = null;
        for (double x : finder.candidates()) {
            for (Gutter gutter : finder.bands(x)) {
                best = best == null || gutter.score() > best.score() ? gutter : best;
            }
        }
        return best;
    }

    /** Pairs of x: the stretches of a row without a gap that could be a gutter. */
    private double[] spans(Row row) {
        List<PageWord> sorted = RowBuilder.byX(row.words());
        double[] ends = new double[2 * sorted.size()];
        int n = 0;
        for (PageWord word : sorted) {
            if (n > 0 && word.box().x0() - ends[n - 1] < 0.72 * Math.min(row.size(), size * 1.3)) {
                ends[n - 1] = Math.max(ends[n - 1], word.box().x1());
            } else {
                ends[n++] = word.box().x0();
                ends[n++] = word.box().x1();
            }
        }
        return Arrays.copyOf(ends, n);
    }

    /** The centres of strips that few rows cross. */
    private List<Double> candidates() {
        double min = Double.MAX_VALUE;
        double max = 0;
        for (double[] span : spans) {
            min = Math.min(min, span[0]);
            max = Math.max(max, span[span.length - 1]);
        }
        int bins = (int) Math.clamp(max - min, 1, 20_000);
        int[] cover = new int[bins + 2];
        for (double[] span : spans) {
            for (int k = 0; k < span.length; k += 2) {
                cover[(int) Math.clamp(span[k] - min, 0, bins)]++;
                cover[(int) Math.clamp(span[k + 1] - min + 1, 0, bins + 1)]--;
            }
        }
        for (int x = 1; x < cover.length; x++) {
            cover[x] += cover[x - 1];
        }
        List<double[]> valleys = new ArrayList<>();
        int x = 0;
        while (x < bins) {
            int from = x;
            int level = cover[x];
            while (x < bins && cover[x] == level) {
                x++;
            }
            boolean low =
                    from > 0
                            && x < bins
                            && cover[from - 1] > level
                            && cover[x] > level
                            && level <= 0.6 * rows.size();
            if (low && x - from >= 2) {
                valleys.add(new double[] {level, (from + x) / 2.0 + min});
            }
        }
        valleys.sort((a, b) -> Double.compare(a[0], b[0]));
        return valleys.stream().limit(MOST_CANDIDATES).map(valley -> valley[1]).toList();
    }

    private List<Gutter> bands(double x) {
        List<Gutter> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= rows.size(); i++) {
            boolean crosses = i == rows.size() || crosses(i, x);
            if (!crosses && start < 0) {
                start = i;
            } else if (crosses && start >= 0) {
                Gutter gutter = judge(x, start, i - 1);
                if (gutter != null) {
                    found.add(gutter);
                }
                start = -1;
            }
        }
        return found;
    }

    private boolean crosses(int i, double x) {
        double[] span = spans.get(i);
        for (int k = 0; k < span.length; k += 2) {
            if (span[k] < x + 1 && span[k + 1] > x - 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether one side is itself divided into columns of prose. */
    private boolean splits(double x, int from, int to, boolean left) {
        if (nested || to - from < 4) {
            return false;
        }
        List<PageWord> words = new ArrayList<>();
        for (Row row : rows.subList(from, to + 1)) {
            for (PageWord word : row.words()) {
                if (word.box().centerX() < x == left) {
                    words.add(word);
                }
            }
        }
        List<Row> side = RowBuilder.rows(rows.getFirst().page(), words);
        if (side.size() < 4) {
            return false;
        }
        GutterFinder inner = new GutterFinder(side, true);
        for (double candidate : inner.candidates()) {
            for (Gutter gutter : inner.bands(candidate)) {
                if (gutter.lastRow() - gutter.firstRow() + 1 >= 0.6 * side.size()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nothing but values right of {@code x}: what stands left of it on this baseline is their label. */
    private static boolean isValues(Row row, double x) {
        for (PageWord word : row.words()) {
            if (word.box().centerX() >= x && !Tokens.isValue(word.text())) {
                return false;
            }
        }
        return true;
    }

    private Gutter judge(double x, int from, int to) {
        ColumnSide left = new ColumnSide();
        ColumnSide right = new ColumnSide();
        int shared = 0;
        int valued = 0;
        int first = -1;
        int last = -1;
        for (int i = from; i <= to; i++) {
            boolean onLeft = left.add(rows.get(i), x, true);
            boolean onRight = right.add(rows.get(i), x, false);
            shared += onLeft && onRight ? 1 : 0;
            valued += onLeft && onRight && isValues(rows.get(i), x) ? 1 : 0;
            first = first < 0 ? i : first;
            last = i;
        }
        if (left.rows() < 3 || right.rows() < 3) {
            return null;
        }
        double gap = right.min() - left.max();
        if (gap < narrowest) {
            return null;
        }
        double aligned = shared / (double) Math.min(left.rows(), right.rows());
        boolean leftProse = left.isProse() || splits(x, from, to, true);
        boolean rightProse = right.isProse() || leftProse && splits(x, from, to, false);
        int fewest = Math.min(left.rows(), right.rows());
        boolean contents = left.isContents() && right.isContents();
        boolean prose = leftProse && rightProse || contents;
        boolean beside = (leftProse || rightProse) && aligned < 0.5 && fewest >= 4;
        boolean apart = aligned < 0.34 && gap > 1.5 * size && fewest >= 6;
        boolean torn = !prose && valued > (leftProse || rightProse ? 0.3 * right.rows() : 0);
        if (!prose && !beside && !apart || torn) {
            return null;
        }
        // Short labels over boxes of text, never beside one of their lines, are headings of those
        // boxes.
        if (!prose && shared == 0 && left.isLabels() && left.rows() <= right.rows()) {
            return null;
        }
        double score =
                (left.glyphs() + right.glyphs())
                        * (prose ? 1.0 : 0.8)
                        * (1 + Math.min(gap, 40) / 200);
        return new Gutter(x, first, last, score);
    }
}
