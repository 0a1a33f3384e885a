package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The columns of a table: separators stand in the white rivers that no row of the body crosses. */
final class Tracks {
    private static final double BIN = 0.25;
    private static final int MOST_BINS = 20_000;
    private static final double FLUSH_APART = 0.4;
    private static final int FLUSH_ROWS = 4;

    private Tracks() {}

    /** Ascending x of the separators between columns. */
    static double[] separators(List<Row> body, double size) {
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        for (Row row : body) {
            min = Math.min(min, row.box().x0());
            max = Math.max(max, row.box().x1());
        }
        int bins = (int) Math.clamp((max - min) / BIN + 1, 1, MOST_BINS);
        int[] cover = new int[bins + 2];
        for (Row row : body) {
            cover(cover, row, min, bins);
        }
        int tolerated = body.size() / 25;
        List<Double> separators = new ArrayList<>();
        int from = -1;
        for (int x = 0; x <= bins; x++) {
            boolean white = x < bins && cover[x] <= tolerated;
            if (white && from < 0) {
                from = x;
            } else if (!white && from >= 0) {
                double x0 = min + from * BIN;
                double x1 = min + x * BIN;
                if (from > 0
                        && x < bins
                        && x1 - x0 >= 0.2 * size
                        && isSupported(body, x0, x1, size)) {
                    separators.add((x0 + x1) / 2);
                }
                from = -1;
            }
        }
        return withSigns(body, separators);
    }

    /** A column of nothing but currency signs goes with the numbers after it, one of trailing signs with those before. */
    private static double[] withSigns(List<Row> body, List<Double> separators) {
        double[] all = separators.stream().mapToDouble(Double::doubleValue).toArray();
        boolean[] currency = new boolean[all.length + 1];
        boolean[] trailing = new boolean[all.length + 1];
        Arrays.fill(currency, true);
        Arrays.fill(trailing, true);
        for (Row row : body) {
            for (PageWord word : row.words()) {
                int column = columnOf(all, word.box().centerX());
                currency[column] &= Tokens.isCurrency(word.text());
                trailing[column] &= Tokens.isTrailing(word.text());
            }
        }
        List<Double> kept = new ArrayList<>();
        for (int c = 0; c < all.length; c++) {
            boolean joins = c > 0 && currency[c] || trailing[c + 1] && !currency[c + 1];
            if (!joins) {
                kept.add(all[c]);
            }
        }
        return kept.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Amounts of two columns may nearly touch; words of one cell have a blank between them. */
    private static boolean sameCell(PageWord before, PageWord word, double size) {
        return before != null
                && word.box().x0() - before.box().x1() < 0.33 * size
                && !Tokens.startsAmount(before.text(), word.text());
    }

    private static void cover(int[] cover, Row row, double min, int bins) {
        int[] marks = new int[2 * row.words().size()];
        int n = 0;
        PageWord before = null;
        for (Row piece : Segments.of(row)) {
            // Inside one piece a gap is a blank between words unless it is wider than that.
            for (PageWord word : RowBuilder.byX(piece.words())) {
                if (Leaders.isLeader(word)) {
                    continue;
                }
                int from = (int) Math.clamp((word.box().x0() - min) / BIN, 0, bins);
                int to = (int) Math.clamp((Tokens.end(word) - min) / BIN, 0, bins);
                if (n > 0 && sameCell(before, word, row.size())) {
                    marks[n - 1] = Math.max(marks[n - 1], to);
                } else {
                    marks[n++] = from;
                    marks[n++] = to;
                }
                before = word;
            }
        }
        int end = -1;
        for (int k = 0; k < n; k += 2) {
            int from = Math.max(marks[k], end);
            for (int x = from; x < marks[k + 1]; x++) {
                cover[x]++;
            }
            end = Math.max(end, marks[k + 1]);
        }
    }

    private static boolean isSupported(List<Row> body, double x0, double x1, double size) {
        double x = (x0 + x1) / 2;
        double[] gaps = new double[body.size()];
        double[] starts = new double[body.size()];
        int n = 0;
        int values = 0;
        for (Row row : body) {
            PageWord left = null;
            PageWord right = null;
            for (PageWord word : row.words()) {
                if (Leaders.isLeader(word)) {
                    continue;
                }
                if (word.box().centerX() < x) {
                    left = left == null || word.box().x1() > left.box().x1() ? word : left;
                } else {
                    right = right == null || word.box().x0() < right.box().x0() ? word : right;
                }
            }
            if (left != null && right != null) {
                if (Tokens.isCurrency(left.text()) && Tokens.isValue(right.text())
                        || Tokens.isTrailing(right.text()) && Tokens.isValue(left.text())) {
                    continue;
                }
                values += Tokens.isValue(left.text()) && Tokens.isValue(right.text()) ? 1 : 0;
                starts[n] = right.box().x0();
                gaps[n++] = right.box().x0() - left.box().x1();
            }
        }
        if (n < 1 || n < 2 && body.size() > 3) {
            return false;
        }
        double[] sorted = Arrays.copyOf(gaps, n);
        Arrays.sort(sorted);
        double typical = sorted[n / 2];
        boolean amounts = 2 * values >= n;
        boolean narrow = sorted[0] > FLUSH_APART * size && areFlush(Arrays.copyOf(starts, n));
        return narrow
                || typical >= (amounts ? 0.33 : 0.75) * size && (amounts || x1 - x0 >= 0.3 * size);
    }

    /** Words that begin at one x in row after row are a column, however little white stands before them. */
    private static boolean areFlush(double[] starts) {
        Arrays.sort(starts);
        int flush = 0;
        for (double start : starts) {
            flush += Math.abs(start - starts[starts.length / 2]) < 0.6 ? 1 : 0;
        }
        return starts.length >= FLUSH_ROWS && flush >= 0.9 * starts.length;
    }

    /** Which column an x lies in. */
    static int columnOf(double[] separators, double x) {
        int at = Arrays.binarySearch(separators, x);
        return at < 0 ? -at - 1 : at + 1;
    }
}
