package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes a grid of rows that stand on common baselines: columns from the white rivers of the body, header cells over the
 * columns they cover, wrapped cells joined. INVARIANT: every word of the rows is in exactly one cell, and words on one
 * baseline stay in one line of the grid.
 */
final class TableBuilder {
    private final List<Row> rows;
    private final double[] rules;
    private final double size;

    private TableBuilder(List<Row> rows, double[] rules) {
        this.rows = rows;
        this.rules = rules;
        double[] sizes = rows.stream().mapToDouble(Row::size).sorted().toArray();
        this.size = sizes[sizes.length / 2];
    }

    /**
     * @param rules ascending y of horizontal rules across the table
     * @return null when the rows have no columns
     */
    static Grid build(List<Row> rows, double[] rules) {
        return new TableBuilder(rows, rules).build();
    }

    private Grid build() {
        List<List<Row>> pieces = new ArrayList<>();
        for (Row row : rows) {
            pieces.add(Segments.of(row));
        }
        int headers = HeaderRows.count(rows, pieces, rules);
        List<Row> body = new ArrayList<>();
        for (int i = headers; i < rows.size(); i++) {
            if (pieces.get(i).size() > 1) {
                body.add(rows.get(i));
            }
        }
        if (body.isEmpty()) {
            return null;
        }
        double[] separators = Tracks.separators(body, size);
        if (separators.length == 0) {
            return null;
        }
        return GridColumns.tidy(build(separators, headers));
    }

    /** A grid over separators that are known already. */
    static Grid build(List<Row> rows, double[] rules, double[] separators, int headers) {
        return new TableBuilder(rows, rules).build(separators, headers);
    }

    private Grid build(double[] separators, int headers) {
        int columns = separators.length + 1;
        List<Line> body = new ArrayList<>();
        for (int i = headers; i < rows.size(); i++) {
            body.add(bodyLine(rows.get(i), separators));
        }
        List<Line> lines =
                new ArrayList<>(
                        HeaderCells.lines(rows.subList(0, headers), body, separators, rules));
        int headerLines = lines.size();
        lines.addAll(Wraps.join(rows.subList(headers, rows.size()), body, rules));
        return new Grid(columns, Stub.withHierarchy(lines, headerLines), headerLines, null);
    }

    static Line bodyLine(Row row, double[] separators) {
        TreeMap<Integer, List<PageWord>> cells = new TreeMap<>();
        List<Row> pieces = Segments.of(row);
        for (int p = 0; p < pieces.size(); p++) {
            Row piece = pieces.get(p);
            if (p == 0 && pieces.size() == 1 && startsInFirst(piece, separators)) {
                // A label without values may run over the columns of the values.
                cells.computeIfAbsent(0, ignored -> new ArrayList<>()).addAll(piece.words());
                continue;
            }
            for (List<PageWord> part : atSeparators(piece, separators)) {
                int column = columnOf(part, separators);
                cells.computeIfAbsent(column, ignored -> new ArrayList<>()).addAll(part);
            }
        }
        List<GridCell> made = new ArrayList<>();
        cells.forEach(
                (column, words) ->
                        made.add(
                                new GridCell(
                                        column,
                                        1,
                                        1,
                                        false,
                                        List.of(RowBuilder.row(row.page(), words)))));
        return new Line(made);
    }

    private static boolean startsInFirst(Row piece, double[] separators) {
        return piece.box().x0() < separators[0] && !Tokens.isNumber(piece.text());
    }

    /** A piece may still hold two cells where a river passes through a gap wider than a blank. */
    private static List<List<PageWord>> atSeparators(Row piece, double[] separators) {
        List<List<PageWord>> parts = new ArrayList<>();
        List<PageWord> part = new ArrayList<>();
        double end = 0;
        for (PageWord word : RowBuilder.byX(piece.words())) {
            double gap = part.isEmpty() ? 0 : word.box().x0() - part.getLast().box().x1();
            double least =
                    !part.isEmpty() && Tokens.startsAmount(part.getLast().text(), word.text())
                            ? 0.15
                            : 0.36;
            if (!part.isEmpty()
                    && gap > least * piece.size()
                    && Tracks.columnOf(separators, end)
                            != Tracks.columnOf(separators, word.box().x0())) {
                parts.add(part);
                part = new ArrayList<>();
            }
            end = part.isEmpty() ? Tokens.end(word) : Math.max(end, Tokens.end(word));
            part.add(word);
        }
        parts.add(part);
        return parts;
    }

    private static int columnOf(List<PageWord> part, double[] separators) {
        double x0 = part.getFirst().box().x0();
        double x1 = x0;
        for (PageWord word : part) {
            x1 = Math.max(x1, word.box().x1());
        }
        int first = Tracks.columnOf(separators, x0 + 1);
        int last = Tracks.columnOf(separators, x1 - 1);
        if (first == last) {
            return first;
        }
        return first == 0 ? 0 : Tracks.columnOf(separators, (x0 + x1) / 2);
    }
}
