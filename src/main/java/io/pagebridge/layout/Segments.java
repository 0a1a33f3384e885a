package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a row into the pieces that may be cells: at gaps that are wide for the row's own spacing. */
final class Segments {
    /** Wider than any type's blank, narrower than the white between two columns of numbers. */
    static final double AMOUNTS_APART = 0.38;

    private static final double AMOUNT_OFF = 1.2;
    private static final int FEW = 3;

    private Segments() {}

    static List<Row> of(Row row) {
        List<PageWord> words = RowBuilder.byX(row.words());
        if (words.size() == 1) {
            return List.of(row);
        }
        double[] gaps = new double[words.size() - 1];
        for (int i = 1; i < words.size(); i++) {
            gaps[i - 1] = words.get(i).box().x0() - words.get(i - 1).box().x1();
        }
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double size = row.size();
        double usual = sorted[sorted.length / 2];
        double wide = Math.max(0.95 * size, Math.min(2.2 * usual, 2.6 * size));
        boolean amount = words.size() <= FEW && Tokens.isNumber(words.getLast().text());
        List<Row> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < words.size(); i++) {
            // A short label leaves no blanks to measure the white before its amount by.
            boolean last = amount && i == words.size() - 1 && gaps[i - 1] > AMOUNT_OFF * size;
            if (last || cuts(words.get(i - 1), words.get(i), gaps[i - 1], wide, size)) {
                pieces.add(RowBuilder.row(row.page(), words.subList(start, i)));
                start = i;
            }
        }
        pieces.add(RowBuilder.row(row.page(), words.subList(start, words.size())));
        return pieces;
    }

    private static boolean cuts(PageWord a, PageWord b, double gap, double wide, double size) {
        if (Leaders.isLeader(a) || Leaders.isLeader(b)) {
            return Leaders.isLeader(a);
        }
        if (Tokens.isCurrency(a.text()) && Tokens.isValue(b.text())) {
            // A currency sign often stands at the left edge of its number's column.
            return gap > 8 * size;
        }
        if (Tokens.isTrailing(b.text()) && Tokens.isNumber(a.text())) {
            return gap > 1.5 * size;
        }
        if (Tokens.startsAmount(a.text(), b.text())) {
            return gap > AMOUNTS_APART * size;
        }
        if (Tokens.isCurrency(b.text())) {
            return gap > Math.min(wide, 0.45 * size);
        }
        boolean values = Tokens.isValue(a.text()) && Tokens.isValue(b.text());
        return gap > (values ? Math.min(wide, 0.62 * size) : wide);
    }
}
