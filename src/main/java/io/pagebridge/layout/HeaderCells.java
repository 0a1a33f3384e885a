package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the words above a table's body over the columns they name. A piece that covers several columns spans them; a
 * piece over one column belongs to the one whose right edge or centre is nearest. Rows that only continue the header
 * above them are joined to it.
 */
final class HeaderCells {
    private final double[] left;
    private final double[] right;
    private final HeaderPieces pieces;

    private record Placed(int from, int to, Row piece) {}

    private HeaderCells(List<Line> body, double[] separators) {
        int columns = separators.length + 1;
        left = new double[columns];
        right = new double[columns];
        java.util.Arrays.fill(left, Double.MAX_VALUE);
        java.util.Arrays.fill(right, -Double.MAX_VALUE);
        for (Line line : body) {
            if (line.cells().size() == 1 && line.cells().getFirst().column() == 0) {
                continue;
            }
            for (GridCell cell : line.cells()) {
                for (Row row : cell.rows()) {
                    left[cell.column()] = Math.min(left[cell.column()], row.box().x0());
                    right[cell.column()] = Math.max(right[cell.column()], row.box().x1());
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            if (left[c] > right[c]) {
                left[c] = c > 0 ? separators[c - 1] : separators[0] - 1;
                right[c] = c < separators.length ? separators[c] : separators[c - 1] + 1;
            }
        }
        pieces = new HeaderPieces(body, separators);
    }

    static List<Line> lines(
            List<Row> headers, List<Line> body, double[] separators, double[] rules) {
        HeaderCells cells = new HeaderCells(body, separators);
        List<List<Placed>> placed = new ArrayList<>();
        for (Row row : headers) {
            placed.add(cells.place(row));
        }
        for (int i = 0; i + 1 < placed.size(); i++) {
            cells.spanAll(placed.get(i), placed.get(i + 1));
        }
        return cells.lines(headers, placed, rules);
    }

    private List<Placed> place(Row row) {
        List<Placed> placed = new ArrayList<>();
        for (Row piece : pieces.of(row)) {
            int from = Integer.MAX_VALUE;
            int to = -1;
            for (int c = 0; c < left.length; c++) {
                double shared =
                        Math.min(right[c], piece.box().x1()) - Math.max(left[c], piece.box().x0());
                if (shared > 0.35 * Math.min(right[c] - left[c], piece.box().width())) {
                    from = Math.min(from, c);
                    to = Math.max(to, c);
                }
            }
            if (to < 0) {
                from = nearest(piece);
                to = from;
            }
            placed.add(new Placed(from, to, piece));
        }
        placed.sort(Comparator.comparingInt(Placed::from));
        return spread(placed);
    }

    /** Alone in its row, in the middle of all columns of values, and with names of its columns under it. */
    private void spanAll(List<Placed> row, List<Placed> below) {
        Placed only = row.getFirst();
        int last = left.length - 1;
        if (row.size() > 1 || only.from() != only.to() || only.from() == 0 || last < 3) {
            return;
        }
        double centre = (left[1] + right[last]) / 2;
        double off = Math.abs(centre - only.piece().box().centerX());
        int named = 0;
        for (Placed name : below) {
            named += name.from() > 0 && name.from() == name.to() ? 1 : 0;
        }
        if (off < only.piece().size() && named >= last - 1) {
            row.set(0, new Placed(1, last, only.piece()));
        }
    }

    private int nearest(Row piece) {
        int best = 0;
        double bestDistance = Double.MAX_VALUE;
        for (int c = 0; c < left.length; c++) {
            double distance =
                    Math.min(
                            Math.abs(right[c] - piece.box().x1()),
                            Math.abs((left[c] + right[c]) / 2 - piece.box().centerX()));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = c;
            }
        }
        return best;
    }

    /** Centred over more columns than its letters touch: widen while that brings the centres closer. */
    private List<Placed> spread(List<Placed> placed) {
        List<Placed> result = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            Placed own = placed.get(i);
            if (own.from() == 0) {
                result.add(own);
                continue;
            }
            int low = result.isEmpty() ? 1 : Math.max(1, result.getLast().to() + 1);
            int high = i + 1 < placed.size() ? placed.get(i + 1).from() - 1 : left.length - 1;
            int bestFrom = own.from();
            int bestTo = own.to();
            double best = distance(own.piece(), bestFrom, bestTo);
            double slack = own.to() > own.from() ? 0.5 : 4;
            for (int from = Math.min(low, own.from()); from <= own.from(); from++) {
                for (int to = own.to(); to <= Math.max(high, own.to()); to++) {
                    double distance = distance(own.piece(), from, to);
                    if (distance < best - slack
                            && (own.to() > own.from() || best > 0.25 * own.piece().box().width())) {
                        best = distance;
                        bestFrom = from;
                        bestTo = to;
                    }
                }
            }
            result.add(new Placed(bestFrom, bestTo, own.piece()));
        }
        return result;
    }

    private double distance(Row piece, int from, int to) {
        double centre = Math.abs((left[from] + right[to]) / 2 - piece.box().centerX());
        return from == to ? Math.min(centre, Math.abs(right[to] - piece.box().x1())) : centre;
    }

    private List<Line> lines(List<Row> headers, List<List<Placed>> placed, double[] rules) {
        List<List<GridCell>> lines = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            List<GridCell> cells = new ArrayList<>();
            for (Placed one : placed.get(i)) {
                add(cells, one);
            }
            boolean ruled = i > 0 && between(rules, headers.get(i - 1), headers.get(i));
            boolean close =
                    i > 0
                            && headers.get(i).base() - headers.get(i - 1).base()
                                    < 1.7 * headers.get(i).size();
            if (i > 0
                    && !ruled
                    && close
                    && singles(lines.getLast())
                    && fits(lines.getLast(), cells)) {
                lines.set(lines.size() - 1, merge(lines.getLast(), cells));
            } else {
                lines.add(cells);
            }
        }
        return lines.stream().map(Line::new).toList();
    }

    private static void add(List<GridCell> cells, Placed one) {
        GridCell last = cells.isEmpty() ? null : cells.getLast();
        if (last != null && one.from() < last.column() + last.columnSpan()) {
            // Two pieces over one column are one header.
            List<PageWord> words = new ArrayList<>(last.rows().getFirst().words());
            words.addAll(one.piece().words());
            int end = Math.max(last.column() + last.columnSpan(), one.to() + 1);
            cells.set(
                    cells.size() - 1,
                    new GridCell(
                            last.column(),
                            end - last.column(),
                            1,
                            true,
                            List.of(RowBuilder.row(one.piece().page(), words))));
            return;
        }
        cells.add(
                new GridCell(one.from(), one.to() - one.from() + 1, 1, true, List.of(one.piece())));
    }

    private static boolean between(double[] rules, Row above, Row below) {
        for (double rule : rules) {
            if (rule > above.base() - 0.2 * above.size()
                    && rule < below.base() - 0.3 * below.size()) {
                return true;
            }
        }
        return false;
    }

    private static boolean singles(List<GridCell> cells) {
        for (GridCell cell : cells) {
            if (cell.columnSpan() > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(List<GridCell> upper, List<GridCell> lower) {
        return singles(lower) && !upper.isEmpty();
    }

    private static List<GridCell> merge(List<GridCell> upper, List<GridCell> lower) {
        java.util.TreeMap<Integer, List<Row>> rows = new java.util.TreeMap<>();
        for (GridCell cell : upper) {
            rows.computeIfAbsent(cell.column(), ignored -> new ArrayList<>()).addAll(cell.rows());
        }
        for (GridCell cell : lower) {
            rows.computeIfAbsent(cell.column(), ignored -> new ArrayList<>()).addAll(cell.rows());
        }
        List<GridCell> merged = new ArrayList<>();
        rows.forEach((column, list) -> merged.add(new GridCell(column, 1, 1, true, list)));
        return merged;
    }
}
