package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins body lines that are the second line of a cell above to the row they belong to. */
final class Wraps {
    private Wraps() {}

    static List<Line> join(List<Row> rows, List<Line> lines, double[] rules) {
        boolean[] joins = byRules(rows, lines, rules);
        if (joins == null) {
            joins = byPitch(rows, lines);
        }
        if (joins == null) {
            joins = byText(rows, lines, rules);
        }
        List<Line> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (joins[i] && !result.isEmpty()) {
                result.set(result.size() - 1, merge(result.getLast(), lines.get(i)));
            } else {
                result.add(lines.get(i));
            }
        }
        return result;
    }

    /** A rule under every row says where each ends. */
    private static boolean[] byRules(List<Row> rows, List<Line> lines, double[] rules) {
        boolean[] joins = new boolean[rows.size()];
        int groups = 1;
        for (int i = 1; i < rows.size(); i++) {
            double above = rows.get(i - 1).base() - 0.3 * rows.get(i - 1).size();
            double below = rows.get(i).base() - 0.3 * rows.get(i).size();
            int at = Arrays.binarySearch(rules, above);
            int next = at < 0 ? -at - 1 : at;
            joins[i] = !(next < rules.length && rules[next] < below);
            groups += joins[i] ? 0 : 1;
        }
        return groups >= 3 && isSane(lines, joins) ? joins : null;
    }

    /** Rows stand further apart than the lines inside them. */
    private static boolean[] byPitch(List<Row> rows, List<Line> lines) {
        if (rows.size() < 4) {
            return null;
        }
        double[] pitches = new double[rows.size() - 1];
        for (int i = 1; i < rows.size(); i++) {
            pitches[i - 1] = (rows.get(i).base() - rows.get(i - 1).base()) / rows.get(i).size();
        }
        double[] sorted = pitches.clone();
        Arrays.sort(sorted);
        double inner = sorted[0];
        double limit = Math.max(1.22 * inner, inner + 0.18);
        int below = 0;
        while (below < sorted.length && sorted[below] <= limit) {
            below++;
        }
        if (inner > 1.45 || below == sorted.length || sorted[below] < 1.18 * sorted[below - 1]) {
            return null;
        }
        boolean[] joins = new boolean[rows.size()];
        int groups = 1;
        for (int i = 1; i < rows.size(); i++) {
            joins[i] = pitches[i - 1] <= limit;
            groups += joins[i] ? 0 : 1;
        }
        return groups >= 3 && rows.size() <= 4 * groups && isSane(lines, joins) ? joins : null;
    }

    /** Two lines with values of their own in the same column, or labels in capitals, are two rows. */
    private static boolean isSane(List<Line> lines, boolean[] joins) {
        int wrongs = 0;
        int joined = 0;
        int apart = 0;
        CellWrap wrap = new CellWrap(lines);
        for (int i = 1; i < lines.size(); i++) {
            if (!joins[i]) {
                continue;
            }
            joined++;
            apart += wrap.areRows(lines.get(i - 1), lines.get(i)) ? 1 : 0;
            int start = i;
            while (start > 0 && joins[start]) {
                start--;
            }
            for (int k = start; k < i && i - start < 40; k++) {
                wrongs += shareValues(lines.get(k), lines.get(i)) ? 1 : 0;
            }
        }
        return wrongs == 0 && apart <= 0.2 * joined;
    }

    private static boolean shareValues(Line a, Line b) {
        for (GridCell cell : b.cells()) {
            GridCell other = a.at(cell.column());
            if (cell.column() > 0
                    && other != null
                    && Tokens.isValue(cell.text())
                    && Tokens.isValue(other.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] byText(List<Row> rows, List<Line> lines, double[] rules) {
        boolean[] joins = new boolean[rows.size()];
        CellWrap wrap = new CellWrap(lines);
        for (int i = 1; i < rows.size(); i++) {
            double pitch = rows.get(i).base() - rows.get(i - 1).base();
            joins[i] =
                    pitch < 1.6 * rows.get(i).size()
                            && !between(rules, rows.get(i - 1), rows.get(i))
                            && continues(lines.get(i - 1), lines.get(i))
                            && !wrap.areRows(lines.get(i - 1), lines.get(i));
        }
        return joins;
    }

    private static boolean between(double[] rules, Row above, Row below) {
        for (double rule : rules) {
            if (rule > above.base() - 0.3 * above.size()
                    && rule < below.base() - 0.3 * below.size()) {
                return true;
            }
        }
        return false;
    }

    private static boolean continues(Line upper, Line lower) {
        GridCell label = lower.at(0);
        GridCell labelAbove = upper.at(0);
        boolean lowerBare = isBare(lower);
        boolean upperBare = isBare(upper);
        if (label != null && labelAbove != null) {
            String above = labelAbove.text();
            String below = label.text();
            boolean open = startsSmall(below) || endsOpen(above);
            if (upperBare && !lowerBare) {
                return open && !above.endsWith(":");
            }
            if (lowerBare) {
                return startsSmall(below) && !above.endsWith(":");
            }
            return open && !hasValues(lower) && allContinue(upper, lower);
        }
        return label == null && !hasValues(lower) && allContinue(upper, lower);
    }

    private static boolean allContinue(Line upper, Line lower) {
        for (GridCell cell : lower.cells()) {
            if (upper.at(cell.column()) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasValues(Line line) {
        for (GridCell cell : line.cells()) {
            if (cell.column() > 0 && Tokens.isValue(cell.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBare(Line line) {
        return line.cells().size() == 1 && line.cells().getFirst().column() == 0;
    }

    private static boolean startsSmall(String text) {
        int first = text.codePointAt(0);
        return Character.isLowerCase(first) && !text.matches("([a-z]|[ivx]+)[.)].*")
                || first == '('
                        && text.length() > 5
                        && Character.isLowerCase(text.codePointAt(1))
                        && !text.matches("\\([a-z]{1,4}\\).*");
    }

    private static boolean endsOpen(String text) {
        return text.endsWith(",")
                || text.endsWith("-")
                || text.matches("(?i).*\\b(and|or|of|the|in|for|to|by|with|from|on|at|net)");
    }

    private static Line merge(Line upper, Line lower) {
        Map<Integer, GridCell> cells = new TreeMap<>();
        for (GridCell cell : upper.cells()) {
            cells.put(cell.column(), cell);
        }
        for (GridCell cell : lower.cells()) {
            cells.merge(
                    cell.column(),
                    cell,
                    (a, b) -> {
                        List<Row> rows = new ArrayList<>(a.rows());
                        rows.addAll(b.rows());
                        return new GridCell(
                                a.column(),
                                Math.max(a.columnSpan(), b.columnSpan()),
                                1,
                                a.header(),
                                rows);
                    });
        }
        return new Line(new ArrayList<>(cells.values()));
    }
}
