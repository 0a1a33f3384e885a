package io.pagebridge.layout;

import io.pagebridge.document.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a table on one page: the one model from which its text, Markdown and HTML are made.
 *
 * @param columns number of columns
 * @param lines one per table row, from top to bottom
 * @param headerRows how many lines at the top are headers
 */
record Grid(int columns, List<Line> lines, int headerRows, String units) {

    /** A table row with its cells in ascending columns; columns that no cell covers are empty. */
    record Line(List<GridCell> cells, int depth, int parent) {
        Line {
            cells = List.copyOf(cells);
        }

        Line(List<GridCell> cells) {
            this(cells, 0, -1);
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            for (GridCell cell : cells) {
                rows.addAll(cell.rows());
            }
            return rows;
        }

        GridCell at(int column) {
            for (GridCell cell : cells) {
                if (column >= cell.column() && column < cell.column() + cell.columnSpan()) {
                    return cell;
                }
            }
            return null;
        }
    }

    /** One cell; {@code rows} are its text from top to bottom, empty for a blank cell. */
    record GridCell(int column, int columnSpan, int rowSpan, boolean header, List<Row> rows) {
        GridCell {
            rows = List.copyOf(rows);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (Row row : rows) {
                text.append(text.isEmpty() ? "" : " ").append(row.text());
            }
            return text.toString();
        }

        GridCell withHeader(boolean value) {
            return new GridCell(column, columnSpan, rowSpan, value, rows);
        }
    }

    Grid {
        lines = List.copyOf(lines);
    }

    Box box() {
        Box box = null;
        for (Line line : lines) {
            for (Row row : line.rows()) {
                box = box == null ? row.box() : box.union(row.box());
            }
        }
        return box;
    }
}
