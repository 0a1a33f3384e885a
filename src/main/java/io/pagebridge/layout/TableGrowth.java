package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A drawn table whose first or last rows lie outside its lines or colours, such as a header above coloured rows: it
 * grows over the rows that share its columns.
 */
final class TableGrowth {
    private static final double MARGIN = 6;
    private static final int MOST_HEADERS = 4;
    private static final int MOST_ROWS = 60;

    private final int page;
    private final RuledTable table;
    private final Box box;
    private final double[] separators;
    private final double[] right;
    private final double size;
    private final HeaderPieces names;
    private final List<Row> above = new ArrayList<>();
    private final List<Row> first = new ArrayList<>();
    private final List<Row> below = new ArrayList<>();

    private TableGrowth(int page, RuledTable table) {
        this.page = page;
        this.table = table;
        this.box = table.grid().box();
        int columns = table.grid().columns();
        double[] left = new double[columns];
        right = new double[columns];
        Arrays.fill(left, Double.MAX_VALUE);
        Arrays.fill(right, -Double.MAX_VALUE);
        double type = 0;
        for (Line line : table.grid().lines()) {
            for (GridCell cell : line.cells()) {
                for (Row row : cell.rows()) {
                    type = Math.max(type, row.size());
                    if (cell.columnSpan() == 1) {
                        left[cell.column()] = Math.min(left[cell.column()], row.box().x0());
                        right[cell.column()] = Math.max(right[cell.column()], row.box().x1());
                    }
                }
            }
        }
        size = type;
        separators = new double[columns - 1];
        for (int c = 0; c + 1 < columns; c++) {
            separators[c] = (right[c] + left[c + 1]) / 2;
        }
        names = new HeaderPieces(table.grid().lines(), separators);
    }

    static RuledTable grow(int page, RuledTable table, List<PageWord> open) {
        if (table.grid().columns() < 2
                || table.grid().lines().size() < 2
                || table.grid().box() == null) {
            return table;
        }
        TableGrowth growth = new TableGrowth(page, table);
        return growth.hasColumns() ? growth.grow(open) : table;
    }

    /** Every column has cells of its own, from left to right. */
    private boolean hasColumns() {
        for (int c = 0; c < separators.length; c++) {
            boolean filled = right[c] > 0 && right[c + 1] > 0 && separators[c] < right[c + 1];
            if (!filled || c > 0 && separators[c] <= separators[c - 1]) {
                return false;
            }
        }
        return true;
    }

    private RuledTable grow(List<PageWord> open) {
        List<PageWord> near = new ArrayList<>();
        for (PageWord word : open) {
            double y = word.box().centerY();
            if (!table.words().contains(word)
                    && y > box.y0() - 9 * size
                    && y < box.y1() + MOST_ROWS * size) {
                near.add(word);
            }
        }
        List<Row> rows = RowBuilder.rows(page, near);
        if (needsHeader()) {
            upwards(rows, false);
        } else if (isHeaderGuessed()) {
            upwards(rows, true);
        }
        downwards(rows);
        return above.isEmpty() && first.isEmpty() && below.isEmpty() ? table : grown();
    }

    /** The first row has values of its own, or is a label alone. */
    private boolean needsHeader() {
        Line first = table.grid().lines().getFirst();
        int filled = 0;
        int values = 0;
        for (GridCell cell : first.cells()) {
            String text = cell.text();
            filled += text.isBlank() ? 0 : 1;
            values += cell.column() > 0 && !Tokens.isYear(text) && Tokens.isValue(text) ? 1 : 0;
        }
        GridCell stub = first.at(0);
        boolean label = filled == 1 && stub != null && !stub.text().isBlank();
        return table.grid().headerRows() == 0 || values > 0 || label;
    }

    /** Nothing sets the first row apart from the second. */
    private boolean isHeaderGuessed() {
        List<Line> lines = table.grid().lines();
        if (table.grid().headerRows() != 1 || lines.getFirst().rows().isEmpty()) {
            return false;
        }
        for (Row row : lines.getFirst().rows()) {
            if (row.bold()) {
                return false;
            }
        }
        return true;
    }

    /** @param bold whether a header must be set apart by its type */
    private void upwards(List<Row> rows, boolean bold) {
        double edge = box.y0();
        boolean cells = false;
        for (int i = rows.size() - 1; i >= 0 && above.size() < MOST_HEADERS; i--) {
            Row row = rows.get(i);
            if (row.base() > box.y0() + 1) {
                continue;
            }
            if (edge - row.base() > 1.6 * size || !isInside(row)) {
                break;
            }
            List<Row> pieces = names.of(row);
            if (above.isEmpty() && !bold && !isHeader(pieces) && isRow(row)) {
                first.addFirst(row);
                edge = row.box().y0();
                continue;
            }
            if (!isHeader(pieces) || bold && !row.bold()) {
                break;
            }
            cells |= pieces.size() > 1;
            above.addFirst(row);
            edge = row.box().y0();
        }
        if (!cells) {
            above.clear();
        } else {
            int single = 0;
            while (names.of(above.get(single)).size() < 2) {
                single++;
            }
            TableTitles titles = new TableTitles(box.x0(), box.x1(), separators[0]);
            above.subList(0, titles.count(above.subList(0, single))).clear();
        }
    }

    /** Words over the columns: none runs from the labels into the values, and there are no values yet. */
    private boolean isHeader(List<Row> pieces) {
        for (Row piece : pieces) {
            // Names may be wider than the values under them, but stand clear of the labels.
            boolean over =
                    piece.box().x0() > separators[0] - MARGIN
                            || piece.box().x0() > right[0] + 1 && piece.box().x1() > separators[0];
            boolean left = piece.box().x1() < separators[0] + MARGIN;
            boolean value = Tokens.isValue(piece.text()) && !Tokens.isYear(piece.text());
            if (!over && !left || over && value || piece.words().size() > 12) {
                return false;
            }
        }
        return pieces.size() > 1 || pieces.getFirst().box().x0() > separators[0] - MARGIN;
    }

    private void downwards(List<Row> rows) {
        double base = box.y1();
        int sure = 0;
        for (Row row : rows) {
            if (row.base() < box.y1() + 1) {
                continue;
            }
            if (row.base() - base > 2.4 * size || !isInside(row)) {
                break;
            }
            boolean label = row.box().x1() < separators[0] + 1 && row.box().x0() < right[0];
            if (!isRow(row) && !label) {
                break;
            }
            below.add(row);
            sure = isRow(row) ? below.size() : sure;
            base = row.base();
        }
        below.subList(sure, below.size()).clear();
    }

    private boolean isInside(Row row) {
        return row.box().x0() > box.x0() - MARGIN && row.box().x1() < box.x1() + 3 * MARGIN;
    }

    /** Has a label, and values that end where the column ends. */
    private boolean isRow(Row row) {
        Line line = TableBuilder.bodyLine(row, separators);
        boolean values = false;
        for (GridCell cell : line.cells()) {
            if (cell.column() > 0) {
                double end = cell.rows().getLast().box().x1();
                if (!Tokens.isValue(cell.text())
                        || Math.abs(end - right[cell.column()]) > 0.6 * size) {
                    return false;
                }
                values = true;
            }
        }
        return values && line.at(0) != null;
    }

    private RuledTable grown() {
        Grid grid = table.grid();
        boolean headed = !above.isEmpty() || !first.isEmpty();
        List<Line> body = new ArrayList<>();
        for (Line line : grid.lines()) {
            List<GridCell> cells = line.cells();
            body.add(
                    new Line(
                            headed
                                    ? cells.stream().map(c -> c.withHeader(false)).toList()
                                    : cells));
        }
        List<Line> lines = new ArrayList<>();
        if (!above.isEmpty()) {
            lines.addAll(HeaderCells.lines(above, body, separators, new double[0]));
        }
        int headers = headed ? lines.size() : grid.headerRows();
        for (Row row : first) {
            lines.add(TableBuilder.bodyLine(row, separators));
        }
        lines.addAll(body);
        List<Line> added = new ArrayList<>();
        for (Row row : below) {
            added.add(TableBuilder.bodyLine(row, separators));
        }
        lines.addAll(Wraps.join(below, added, new double[0]));
        Set<PageWord> words = Collections.newSetFromMap(new IdentityHashMap<>());
        words.addAll(table.words());
        above.forEach(row -> words.addAll(row.words()));
        first.forEach(row -> words.addAll(row.words()));
        below.forEach(row -> words.addAll(row.words()));
        Grid whole =
                new Grid(grid.columns(), Stub.withHierarchy(lines, headers), headers, grid.units());
        return new RuledTable(whole, words, table.reason());
    }
}
