package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of a drawn table that no line divides: amounts, or a few words, under each other inside one drawn column. */
final class LatticeRivers {
    private static final int FEWEST = 3;
    private static final int FEWEST_OF_WORDS = 5;
    private static final int FEW_WORDS = 8;

    private LatticeRivers() {}

    /**
     * @param xs ascending edges of the drawn columns, {@code ys} of the rows
     * @return the same with edges in the white between undivided columns
     */
    static double[] cut(int page, double[] xs, double[] ys, List<PageWord> words) {
        if (xs.length < 2 || ys.length < 2) {
            return xs;
        }
        List<List<PageWord>> columns = new ArrayList<>();
        for (int c = 0; c + 1 < xs.length; c++) {
            columns.add(new ArrayList<>());
        }
        for (PageWord word : words) {
            double x = word.box().centerX();
            double y = word.box().centerY();
            if (x > xs[0] && x < xs[xs.length - 1] && y > ys[0] && y < ys[ys.length - 1]) {
                columns.get(LatticeTable.at(xs, x)).add(word);
            }
        }
        double[] all = xs;
        for (List<PageWord> column : columns) {
            double[] rivers = rivers(page, column);
            if (rivers.length > 0) {
                int kept = all.length;
                all = Arrays.copyOf(all, kept + rivers.length);
                System.arraycopy(rivers, 0, all, kept, rivers.length);
            }
        }
        Arrays.sort(all);
        return all;
    }

    private static double[] rivers(int page, List<PageWord> column) {
        List<Row> rows = column.isEmpty() ? List.of() : RowBuilder.rows(page, column);
        List<Row> amounts = new ArrayList<>();
        List<Row> pairs = new ArrayList<>();
        for (Row row : rows) {
            List<Row> pieces = Segments.of(row);
            boolean values = pieces.size() > 1;
            for (int p = 1; p < pieces.size() && values; p++) {
                values = Tokens.isValue(pieces.get(p).text());
            }
            if (values) {
                amounts.add(row);
            }
            if (row.words().size() > 1 && row.words().size() <= FEW_WORDS) {
                pairs.add(row);
            }
        }
        double size = rows.isEmpty() ? 0 : rows.getFirst().size();
        if (amounts.size() >= FEWEST && amounts.size() >= 0.6 * rows.size()) {
            return Tracks.separators(amounts, size);
        }
        // Words, too, when every row but a header has the same white in it: running text has not.
        boolean words = pairs.size() >= FEWEST_OF_WORDS && pairs.size() >= 0.85 * rows.size();
        return words ? Tracks.separators(pairs, size) : new double[0];
    }
}
