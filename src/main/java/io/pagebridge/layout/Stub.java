package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The hierarchy of row labels: what is indented, or stands under a label without values, belongs to that label. */
final class Stub {
    private static final double INDENT = 2.5;
    private static final int FEWEST = 4;

    /** @param line of the label, -1 where it stands in the table that goes on here */
    record Parent(int line, double indent, boolean bare, boolean number) {
        Parent carried(double shift) {
            return new Parent(-1, indent + shift, bare, number);
        }
    }

    /**
     * @param lines with their places in the hierarchy
     * @param open the labels under which a next line might stand, outermost first
     */
    record Labels(List<Line> lines, List<Parent> open) {}

    private Stub() {}

    static List<Line> withHierarchy(List<Line> lines, int headerRows) {
        return labels(lines, headerRows, List.of()).lines();
    }

    /** @param carried labels that are open from the page before */
    static Labels labels(List<Line> lines, int headerRows, List<Parent> carried) {
        List<Line> result = new ArrayList<>(lines.subList(0, headerRows));
        Deque<Parent> open = new ArrayDeque<>();
        carried.forEach(open::push);
        boolean flush = areFlush(lines.subList(headerRows, lines.size()));
        for (int i = headerRows; i < lines.size(); i++) {
            Line line = lines.get(i);
            GridCell label = line.at(0);
            if (label == null || label.rows().isEmpty()) {
                result.add(under(line, open));
                continue;
            }
            Row first = label.rows().getFirst();
            double edge = first.rightToLeft() ? -first.box().x1() : first.box().x0();
            Parent own =
                    new Parent(i, flush ? 0 : edge, isBare(line), Tokens.isNumber(label.text()));
            // Below indented rows, one without indent has left their label.
            boolean indented = false;
            while (!open.isEmpty() && !contains(open.peek(), own, first, indented)) {
                indented |= open.pop().indent() > own.indent() + INDENT;
            }
            result.add(under(line, open));
            open.push(own);
        }
        return new Labels(result, List.copyOf(open).reversed());
    }

    private static Line under(Line line, Deque<Parent> open) {
        return new Line(line.cells(), open.size(), open.isEmpty() ? -1 : open.peek().line());
    }

    private static boolean contains(Parent parent, Parent own, Row label, boolean indented) {
        // Numbers end at one edge; where they begin says nothing.
        if (own.indent() > parent.indent() + INDENT && !(parent.number() && own.number())) {
            return true;
        }
        boolean sameIndent = Math.abs(own.indent() - parent.indent()) <= INDENT;
        boolean total = label.text().regionMatches(true, 0, "total", 0, 5);
        return parent.bare() && !own.bare() && sameIndent && !total && !indented;
    }

    /** Labels set in the middle of their column or at its right edge: where they begin is no indent. */
    private static boolean areFlush(List<Line> lines) {
        List<Row> labels = new ArrayList<>();
        for (Line line : lines) {
            GridCell label = line.at(0);
            if (label != null && label.columnSpan() == 1 && !label.rows().isEmpty()) {
                labels.add(label.rows().getFirst());
            }
        }
        return labels.size() >= FEWEST
                && near(labels, row -> row.box().x0()) < 0.5
                && (near(labels, row -> row.box().centerX()) > 0.75
                        || near(labels, row -> row.box().x1()) > 0.75);
    }

    /** Share of the labels that have the usual place. */
    private static double near(List<Row> labels, ToDoubleFunction<Row> place) {
        double[] at = labels.stream().mapToDouble(place).sorted().toArray();
        int near = 0;
        for (double value : at) {
            near += Math.abs(value - at[at.length / 2]) < 1.5 ? 1 : 0;
        }
        return (double) near / at.length;
    }

    private static boolean isBare(Line line) {
        for (GridCell cell : line.cells()) {
            if (cell.column() > 0 && !cell.rows().isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
