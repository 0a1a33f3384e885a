package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Table rows from the cells of a lattice. A drawn row that holds several rows of values is cut at their baselines, so
 * that every value stays with its label.
 */
final class LatticeLines {
    private static final int MOST_HEADERS = 6;
    private static final int FEWEST_LABELS = 3;
    private static final double LEVEL = 2;

    private final int page;
    private final double[] xs;
    private final int[][] owner;
    private final int columns;
    private final double[] ys;
    private int drawnHeaders = Integer.MAX_VALUE;

    LatticeLines(int page, double[] xs, double[] ys, int[][] owner) {
        this.page = page;
        this.xs = xs;
        this.ys = ys;
        this.owner = owner;
        this.columns = xs.length - 1;
    }

    List<Line> lines(List<List<List<PageWord>>> content) {
        List<Line> lines = new ArrayList<>();
        for (int r = 0; r < content.size(); r++) {
            List<Line> cut = spansRows(r) ? null : cutAtBaselines(content.get(r));
            if (cut != null) {
                if (!lines.isEmpty() && cut.size() > 1) {
                    drawnHeaders = Math.min(drawnHeaders, lines.size());
                }
                lines.addAll(cut);
                continue;
            }
            List<GridCell> cells = new ArrayList<>();
            boolean empty = true;
            for (int c = 0; c < columns; c++) {
                if (owner[r][c] != r * columns + c) {
                    continue;
                }
                List<PageWord> words = content.get(r).get(c);
                empty &= words.isEmpty();
                cells.add(
                        new GridCell(
                                c,
                                columnSpan(r, c),
                                rowSpan(r, c),
                                false,
                                words.isEmpty() ? List.of() : RowBuilder.rows(page, words)));
            }
            boolean covered = cells.size() < columns && isCovered(r);
            if (!empty || covered && ys[r + 1] - ys[r] > 6) {
                lines.add(new Line(cells));
            }
        }
        return lines;
    }

    /** A cell from a row above reaches into this one. */
    private boolean isCovered(int r) {
        for (int c = 0; c < columns; c++) {
            if (owner[r][c] / columns < r) {
                return true;
            }
        }
        return false;
    }

    private boolean spansRows(int r) {
        if (isCovered(r)) {
            return true;
        }
        return r + 1 < owner.length && isCovered(r + 1) && touches(r);
    }

    private boolean touches(int r) {
        for (int c = 0; c < columns; c++) {
            if (owner[r + 1][c] / columns <= r) {
                return true;
            }
        }
        return false;
    }

    private int columnSpan(int r, int c) {
        int end = c + 1;
        while (end < columns && owner[r][end] == owner[r][c]) {
            end++;
        }
        return end - c;
    }

    private int rowSpan(int r, int c) {
        int end = r + 1;
        while (end < owner.length && owner[end][c] == owner[r][c]) {
            end++;
        }
        return end - r;
    }

    private List<Line> cutAtBaselines(List<List<PageWord>> cells) {
        List<PageWord> all = new ArrayList<>();
        int valued = 0;
        for (int c = 0; c < cells.size(); c++) {
            all.addAll(cells.get(c));
            if (c > 0 && !cells.get(c).isEmpty()) {
                valued += rowsOfValues(cells.get(c)) ? 1 : 0;
            }
        }
        boolean open = valued == 0 && !areLists(cells);
        if (cells.getFirst().isEmpty() || open && !(owner.length <= 3 && areRows(cells))) {
            return null;
        }
        List<Row> rows = RowBuilder.rows(page, all);
        if (rows.size() < 2 || RowBuilder.rows(page, cells.getFirst()).size() < 2) {
            return null;
        }
        double[] separators = Arrays.copyOfRange(xs, 1, xs.length - 1);
        Grid grid = TableBuilder.build(rows, new double[0], separators, 0);
        return grid.lines();
    }

    /** Three columns or more, each with the same lines on common baselines, none of them full: several rows. */
    private boolean areLists(List<List<PageWord>> cells) {
        int count = -1;
        int filled = 0;
        double[] bases = null;
        for (int c = 0; c < cells.size(); c++) {
            if (cells.get(c).isEmpty()) {
                continue;
            }
            List<Row> rows = RowBuilder.rows(page, cells.get(c));
            double[] own = rows.stream().mapToDouble(Row::base).toArray();
            if (count >= 0 && own.length != count) {
                return false;
            }
            for (int i = 0; i < own.length; i++) {
                boolean level = bases == null || Math.abs(bases[i] - own[i]) < 1;
                boolean full = rows.get(i).box().width() > 0.8 * (xs[c + 1] - xs[c]);
                if (!level || full) {
                    return false;
                }
            }
            count = own.length;
            bases = own;
            filled++;
        }
        return filled >= 3 && count >= 3;
    }

    /**
     * Lines are drawn round the header and the body only: labels of which none goes on in the next line, each on a
     * baseline with other cells, whose further lines go on because the line before was full.
     */
    private boolean areRows(List<List<PageWord>> cells) {
        List<Row> labels =
                cells.getFirst().isEmpty() ? List.of() : RowBuilder.rows(page, cells.getFirst());
        if (labels.size() < FEWEST_LABELS || columns < 2) {
            return false;
        }
        for (int i = 1; i < labels.size(); i++) {
            if (isFull(labels.get(i - 1), labels.get(i), 0)) {
                return false;
            }
        }
        boolean[] valued = new boolean[labels.size()];
        for (int c = 1; c < cells.size(); c++) {
            Row before = null;
            int next = 0;
            for (Row row :
                    cells.get(c).isEmpty() ? List.<Row>of() : RowBuilder.rows(page, cells.get(c))) {
                while (next < labels.size() && labels.get(next).base() < row.base() - LEVEL) {
                    next++;
                }
                boolean level =
                        next < labels.size() && labels.get(next).base() < row.base() + LEVEL;
                if (level) {
                    valued[next] = true;
                } else if (before == null || !isFull(before, row, c)) {
                    return false;
                }
                before = row;
            }
        }
        for (boolean value : valued) {
            if (!value) {
                return false;
            }
        }
        return true;
    }

    /** The first word of the next line had no room in this one. */
    private boolean isFull(Row line, Row next, int column) {
        double word = RowBuilder.byX(next.words()).getFirst().box().width();
        double room = xs[column + 1] - line.box().x1() - (line.box().x0() - xs[column]);
        return word + 0.25 * line.size() > room - 1;
    }

    /** Two or more rows, each nothing but a value. */
    private boolean rowsOfValues(List<PageWord> words) {
        List<Row> rows = RowBuilder.rows(page, words);
        int values = 0;
        for (Row row : rows) {
            values += Tokens.isValue(row.text()) && Tokens.hasDigit(row.text()) ? 1 : 0;
        }
        return rows.size() >= 2 && values >= 0.8 * rows.size();
    }

    /** No line of a drawn row that was cut into several is a header, unless it is the first row. */
    int headers(List<Line> lines) {
        return Math.min(drawnHeaders, headerLines(lines));
    }

    /** Lines at the top without values, down to where all row spans of the header end. */
    static int headerLines(List<Line> lines) {
        int firstValues = -1;
        for (int i = 0; i < lines.size() && firstValues < 0; i++) {
            int values = 0;
            int periods = 0;
            for (GridCell cell : lines.get(i).cells()) {
                String text = cell.text();
                if (Tokens.isYear(text) || Tokens.isPeriod(text)) {
                    periods++;
                } else if (cell.column() > 0 && !text.isEmpty() && Tokens.isValue(text)) {
                    values++;
                }
            }
            firstValues = values > 0 && values >= periods ? i : -1;
        }
        if (firstValues < 0 || firstValues > MOST_HEADERS) {
            return lines.size() < 2 ? 0 : Math.min(lines.size() - 1, topSpan(lines));
        }
        int headers = firstValues;
        while (headers > 1 && isLabel(lines.get(headers - 1))) {
            headers--;
        }
        // A label alone over the first values heads rows, not columns; set over all columns it is a
        // title.
        boolean label = headers == 1 && isLabel(lines.getFirst());
        return label && lines.getFirst().at(0).columnSpan() == 1 ? 0 : headers;
    }

    private static boolean isLabel(Line line) {
        int filled = 0;
        for (GridCell cell : line.cells()) {
            filled += cell.rows().isEmpty() ? 0 : 1;
        }
        return filled == 1 && line.at(0) != null && !line.at(0).rows().isEmpty();
    }

    private static int topSpan(List<Line> lines) {
        int span = 1;
        for (GridCell cell : lines.getFirst().cells()) {
            span = Math.max(span, cell.rowSpan());
        }
        return Math.min(span, MOST_HEADERS);
    }
}
