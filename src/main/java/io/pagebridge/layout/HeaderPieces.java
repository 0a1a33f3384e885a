package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a header row into the names of its columns. Names may stand closer than cells of the body: a gap cuts where a
 * river of the body passes it, or where a name ends or begins flush with the cells of a column.
 */
final class HeaderPieces {
    private final double[] separators;

    /** Where most cells of a column begin and end; NaN where they do not agree. */
    private final double[] begins;

    private final double[] ends;

    HeaderPieces(List<Line> body, double[] separators) {
        this.separators = separators;
        begins = new double[separators.length + 1];
        ends = new double[separators.length + 1];
        for (int c = 0; c <= separators.length; c++) {
            List<Row> cells = new ArrayList<>();
            for (Line line : body) {
                GridCell cell = line.at(c);
                if (cell != null && !cell.rows().isEmpty()) {
                    cells.add(cell.rows().getFirst());
                }
            }
            begins[c] = common(cells.stream().mapToDouble(cell -> cell.box().x0()).toArray());
            ends[c] =
                    common(
                            cells.stream()
                                    .mapToDouble(cell -> Tokens.end(cell.words().getLast()))
                                    .toArray());
        }
    }

    private static double common(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        Arrays.sort(values);
        double middle = values[values.length / 2];
        int near = 0;
        for (double value : values) {
            near += Math.abs(value - middle) < 1 ? 1 : 0;
        }
        return near >= 0.5 * values.length ? middle : Double.NaN;
    }

    List<Row> of(Row row) {
        List<Row> pieces = new ArrayList<>();
        List<PageWord> part = new ArrayList<>();
        for (Row coarse : Segments.of(row)) {
            for (PageWord word : RowBuilder.byX(coarse.words())) {
                if (!part.isEmpty() && cuts(part.getLast(), word, row.size())) {
                    pieces.add(RowBuilder.row(row.page(), part));
                    part = new ArrayList<>();
                }
                part.add(word);
            }
            pieces.add(RowBuilder.row(row.page(), part));
            part = new ArrayList<>();
        }
        return pieces;
    }

    private boolean cuts(PageWord before, PageWord word, double size) {
        double gap = word.box().x0() - before.box().x1();
        boolean centres = column(before) != column(word);
        boolean river =
                Tracks.columnOf(separators, before.box().x1())
                        != Tracks.columnOf(separators, word.box().x0());
        boolean moves = river || centres && gap > 0.5 * size;
        if (Tokens.isYear(before.text()) && gap > 3) {
            return moves || Tokens.isPeriod(word.text());
        }
        boolean flush = gap > 0.34 * size && (endsAt(before, size) || beginsAt(word, size));
        return flush || moves && gap > Segments.AMOUNTS_APART * size;
    }

    private boolean endsAt(PageWord before, double size) {
        for (double end : ends) {
            if (Math.abs(end - before.box().x1()) < 0.1 * size) {
                return true;
            }
        }
        return false;
    }

    private boolean beginsAt(PageWord word, double size) {
        for (double begin : begins) {
            if (Math.abs(begin - word.box().x0()) < 0.1 * size) {
                return true;
            }
        }
        return false;
    }

    private int column(PageWord word) {
        return Tracks.columnOf(separators, word.box().centerX());
    }
}
