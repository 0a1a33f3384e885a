package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The hierarchy of row labels: what is indented, or stands under a label without values, belongs to that label. */
final class Stub {
    private static final double INDENT = 2.5;

    private record Parent(int line, double indent, boolean bare) {}

    private Stub() {}

    static List<Line> withHierarchy(List<Line> lines, int headerRows) {
        List<Line> result = new ArrayList<>(lines.subList(0, headerRows));
        Deque<Parent> open = new ArrayDeque<>();
        for (int i = headerRows; i < lines.size(); i++) {
            Line line = lines.get(i);
            GridCell label = line.at(0);
            if (label == null || label.rows().isEmpty()) {
                result.add(
                        new Line(
                                line.cells(),
                                open.size(),
                                open.isEmpty() ? -1 : open.peek().line()));
                continue;
            }
            Row first = label.rows().getFirst();
            double indent = first.rightToLeft() ? -first.box().x1() : first.box().x0();
            boolean bare = isBare(line);
            while (!open.isEmpty() && !contains(open.peek(), indent, bare, first)) {
                open.pop();
            }
            result.add(
                    new Line(line.cells(), open.size(), open.isEmpty() ? -1 : open.peek().line()));
            open.push(new Parent(i, indent, bare));
        }
        return result;
    }

    private static boolean contains(Parent parent, double indent, boolean bare, Row label) {
        if (indent > parent.indent() + INDENT) {
            return true;
        }
        boolean sameIndent = Math.abs(indent - parent.indent()) <= INDENT;
        boolean total = label.text().regionMatches(true, 0, "total", 0, 5);
        return parent.bare() && !bare && sameIndent && !total;
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
