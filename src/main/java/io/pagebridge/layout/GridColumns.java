package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that only the drawing of a table has: one of nothing but currency signs goes with the amounts after it, one
 * of per cent signs or brackets with those before it, and one without a word in any row of the body goes away.
 */
final class GridColumns {
    private enum Fate {
        STAYS,
        JOINS_NEXT,
        JOINS_LAST
    }

    private GridColumns() {}

    static Grid tidy(Grid grid) {
        Grid result = grid;
        for (int c = grid.columns() - 1; c >= 0 && result.columns() > 2; c--) {
            Fate fate = fate(result, c);
            if (fate == Fate.JOINS_NEXT && c + 1 < result.columns()) {
                result = joined(result, c);
            } else if (fate == Fate.JOINS_LAST && c > 0) {
                result = joined(result, c - 1);
            }
        }
        return result;
    }

    private static Fate fate(Grid grid, int column) {
        int currency = 0;
        int trailing = 0;
        int filled = 0;
        for (int i = grid.headerRows(); i < grid.lines().size(); i++) {
            GridCell cell = grid.lines().get(i).at(column);
            if (cell == null || cell.rows().isEmpty()) {
                continue;
            }
            if (cell.columnSpan() > 1 && cell.column() < column) {
                continue;
            }
            filled++;
            currency += Tokens.isCurrency(cell.text()) ? 1 : 0;
            trailing += Tokens.isTrailing(cell.text()) ? 1 : 0;
        }
        boolean named = hasOwnHeader(grid, column);
        if (filled == 0) {
            return named || grid.headerRows() == grid.lines().size()
                    ? Fate.STAYS
                    : column == 0 ? Fate.JOINS_NEXT : Fate.JOINS_LAST;
        }
        if (currency == filled && column > 0) {
            return Fate.JOINS_NEXT;
        }
        return trailing == filled && column > 1 && !named ? Fate.JOINS_LAST : Fate.STAYS;
    }

    /** A header cell of this column alone. */
    private static boolean hasOwnHeader(Grid grid, int column) {
        for (int i = 0; i < grid.headerRows(); i++) {
            GridCell cell = grid.lines().get(i).at(column);
            if (cell != null && cell.columnSpan() == 1 && !cell.rows().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** {@code column} and the one after it as one, unless cells of both have words that are no sign and its amount. */
    private static Grid joined(Grid grid, int column) {
        List<Line> lines = new ArrayList<>();
        for (Line line : grid.lines()) {
            List<GridCell> cells = new ArrayList<>();
            for (GridCell cell : line.cells()) {
                int end = cell.column() + cell.columnSpan();
                boolean both = cell.column() <= column && end > column + 1;
                int from = cell.column() > column ? cell.column() - 1 : cell.column();
                int span = both ? cell.columnSpan() - 1 : cell.columnSpan();
                GridCell moved =
                        new GridCell(from, span, cell.rowSpan(), cell.header(), cell.rows());
                GridCell last = cells.isEmpty() ? null : cells.getLast();
                if (last != null && last.column() + last.columnSpan() > from) {
                    cells.set(cells.size() - 1, union(last, moved));
                } else {
                    cells.add(moved);
                }
            }
            lines.add(new Line(cells, line.depth(), line.parent()));
        }
        return new Grid(grid.columns() - 1, lines, grid.headerRows(), grid.units());
    }

    private static GridCell union(GridCell left, GridCell right) {
        List<Row> rows = new ArrayList<>(left.rows());
        if (rows.size() == 1 && right.rows().size() == 1) {
            List<PageWord> words = new ArrayList<>(rows.getFirst().words());
            words.addAll(right.rows().getFirst().words());
            rows = List.of(RowBuilder.row(rows.getFirst().page(), words));
        } else {
            rows.addAll(right.rows());
        }
        int end = Math.max(left.column() + left.columnSpan(), right.column() + right.columnSpan());
        return new GridCell(
                left.column(),
                end - left.column(),
                Math.max(left.rowSpan(), right.rowSpan()),
                left.header(),
                rows);
    }
}
