package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.Arrays;
import java.util.List;

/**
 * Whether one line of a table can be the second line of the cells above it: a cell is only broken where its next word
 * would not have fitted any more.
 */
final class CellWrap {
    private final double[] begins;
    private final double[] ends;
    private final boolean[] phrases;

    CellWrap(List<Line> lines) {
        int columns = 0;
        for (Line line : lines) {
            columns = Math.max(columns, line.cells().getLast().column() + 1);
        }
        begins = new double[columns];
        ends = new double[columns];
        phrases = new boolean[columns];
        Arrays.fill(begins, Double.MAX_VALUE);
        Arrays.fill(ends, -Double.MAX_VALUE);
        for (Line line : lines) {
            for (GridCell cell : line.cells()) {
                for (Row row : cell.rows()) {
                    int c = cell.column();
                    begins[c] = Math.min(begins[c], row.box().x0());
                    ends[c] = Math.max(ends[c], row.box().x1());
                    phrases[c] |= row.words().size() > 1;
                }
            }
        }
    }

    /** Several cells stand over each other, and in none of them the line above was full. */
    boolean areRows(Line upper, Line lower) {
        int over = 0;
        boolean labels = false;
        boolean full = false;
        for (GridCell cell : lower.cells()) {
            GridCell above = upper.at(cell.column());
            if (above == null || above.rows().isEmpty() || cell.rows().isEmpty()) {
                continue;
            }
            over++;
            // Where every line is one word, nothing was broken; two such labels are two rows.
            if (!phrases[cell.column()]) {
                labels |= cell.column() == 0;
            } else {
                full |= isFull(above.rows().getLast(), cell.rows().getFirst(), cell.column());
            }
        }
        return over > 1 && (labels || !full);
    }

    private boolean isFull(Row above, Row below, int column) {
        double blank = 0.25 * above.size();
        double first = below.words().getFirst().box().width();
        return above.box().width() + blank + first > 0.95 * (ends[column] - begins[column]);
    }
}
