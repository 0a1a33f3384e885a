package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rows of one column of text that are a table although nothing is drawn round them: several rows of pieces
 * that share left edges, right edges or centres. Sub-captions and wrapped labels between such rows belong to it.
 */
final class TableFinder {
    private static final double SNAP = 3;
    private static final int LONGEST_INSERT = 4;
    private static final int LONGEST_LABELS = 9;

    /** Rows {@code from} to {@code to}, both included. */
    record Span(int from, int to) {}

    private final List<Row> rows;
    private final List<List<Row>> pieces = new ArrayList<>();
    private final boolean[] tabular;
    private final double left;
    private final double width;

    private TableFinder(List<Row> rows) {
        this.rows = rows;
        this.tabular = new boolean[rows.size()];
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            List<Row> cut = Segments.of(rows.get(i));
            pieces.add(cut);
            tabular[i] = isTabular(rows.get(i), cut);
            min = Math.min(min, rows.get(i).box().x0());
            max = Math.max(max, rows.get(i).box().x1());
        }
        left = min;
        width = Math.max(1, max - min);
    }

    static List<Span> find(List<Row> rows) {
        return new TableFinder(rows).find();
    }

    static boolean isTabular(Row row, List<Row> pieces) {
        return pieces.size() > 1 && !isListItem(pieces) && !Leaders.isEntry(row);
    }

    private static boolean isListItem(List<Row> pieces) {
        return pieces.size() == 2
                && ListMarker.of(pieces.getFirst().text() + " x") != null
                && !Tokens.isValue(pieces.get(1).text());
    }

    private List<Span> find() {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < rows.size()) {
            if (!tabular[i]) {
                i++;
                continue;
            }
            int end = grow(i);
            if (isTable(i, end)) {
                int previous = spans.isEmpty() ? -1 : spans.getLast().to();
                TableReach reach = new TableReach(rows, pieces, tabular, left, width);
                int from = reach.upwards(i, end, previous);
                int to = reach.downwards(end);
                from += TableTitles.count(rows.subList(from, to + 1), pieces.subList(from, to + 1));
                spans.add(new Span(from, to));
                i = to + 1;
            } else {
                i = end + 1;
            }
        }
        return spans;
    }

    private int grow(int start) {
        int end = start;
        int next = start + 1;
        while (next < rows.size()) {
            if (tabular[next]) {
                if (distance(next - 1) > (aligns(start, end, next) ? 5.0 : 2.2)) {
                    break;
                }
                end = next++;
                continue;
            }
            int resume = next;
            while (resume < rows.size() && !tabular[resume]) {
                resume++;
            }
            if (resume == rows.size() || !bridges(start, end, next, resume)) {
                break;
            }
            end = resume;
            next = resume + 1;
        }
        return end;
    }

    /** From one row to the next, in sizes of type. */
    private double distance(int above) {
        return TableReach.distance(rows, above);
    }

    /** Whether the rows from {@code next} up to the tabular row {@code resume} are labels inside the table. */
    private boolean bridges(int start, int end, int next, int resume) {
        boolean labels = areLabels(start, end, next, resume);
        if (resume - next > (labels ? LONGEST_LABELS : LONGEST_INSERT)
                || !aligns(start, end, resume)) {
            return false;
        }
        int wide = 0;
        for (int i = next; i <= resume; i++) {
            if (distance(i - 1) > 4.2) {
                return false;
            }
            if (i < resume) {
                wide += !labels && isProse(rows.get(i)) ? 1 : 0;
            }
        }
        return wide <= 1 && !(wide == 1 && resume - next > 2);
    }

    /** The rows from {@code next} up to {@code resume} keep clear of the columns on both sides of them. */
    private boolean areLabels(int start, int end, int next, int resume) {
        double first =
                Math.min(firstColumn(Math.max(start, end - 5), end), firstColumn(resume, resume));
        for (int i = next; i < resume; i++) {
            if (rows.get(i).box().x1() > first) {
                return false;
            }
        }
        return true;
    }

    /** Where the second piece of a row begins, in the leftmost of these rows. */
    private double firstColumn(int from, int to) {
        double first = Double.MAX_VALUE;
        for (int i = from; i <= to; i++) {
            if (tabular[i]) {
                int second = isLabelled(pieces.get(i)) ? 1 : 0;
                first = Math.min(first, pieces.get(i).get(second).box().x0());
            }
        }
        return first;
    }

    /** A header row may begin over the columns, with nothing over the labels. */
    private boolean isLabelled(List<Row> row) {
        return row.getFirst().box().x0() < left + 0.12 * width;
    }

    private boolean isProse(Row row) {
        return TableReach.isProse(row, width);
    }

    /** Whether a row shares an edge or a centre, beyond its first piece, with one of the table's last rows. */
    private boolean aligns(int start, int end, int candidate) {
        int seen = 0;
        for (int i = end; i >= start && seen < 6; i--) {
            if (tabular[i]) {
                seen++;
                if (shared(pieces.get(i), pieces.get(candidate)) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private int shared(List<Row> a, List<Row> b) {
        int shared = 0;
        for (int i = isLabelled(a) ? 1 : 0; i < a.size(); i++) {
            for (int k = isLabelled(b) ? 1 : 0; k < b.size(); k++) {
                if (sharesTrack(a.get(i), b.get(k))) {
                    shared++;
                    break;
                }
            }
        }
        return shared;
    }

    private static boolean sharesTrack(Row a, Row b) {
        // A closing bracket or a note's sign may hang over the right edge of its column.
        boolean headed =
                (Tokens.isPeriod(a.text()) || Tokens.isPeriod(b.text()))
                        && a.box().overlapX(b.box())
                                > 0.5 * Math.min(a.box().width(), b.box().width());
        return headed
                || Math.abs(a.box().x1() - b.box().x1()) < Math.max(SNAP, 0.55 * a.size())
                || Math.abs(a.box().x0() - b.box().x0()) < SNAP
                || Math.abs(a.box().centerX() - b.box().centerX()) < SNAP;
    }

    private boolean isTable(int from, int to) {
        int table = 0;
        int aligned = 0;
        int valued = 0;
        int most = 0;
        int before = -1;
        int bounds = 0;
        for (int i = from; i <= to; i++) {
            if (!tabular[i]) {
                continue;
            }
            table++;
            most = Math.max(most, pieces.get(i).size());
            int values = 0;
            for (int p = 1; p < pieces.get(i).size(); p++) {
                values += Tokens.isValue(pieces.get(i).get(p).text()) ? 1 : 0;
            }
            valued += values > 0 ? 1 : 0;
            bounds += values > 1 ? 1 : 0;
            if (before >= 0 && shared(pieces.get(before), pieces.get(i)) > 0) {
                aligned++;
            }
            before = i;
        }
        if (table < 2 || aligned == 0) {
            return false;
        }
        boolean numbers = valued >= 2 && aligned >= 0.5 * (table - 1);
        if (Vetoes.forbid(tabularPieces(from, to), numbers)) {
            return false;
        }
        if (table == 2) {
            return bounds == 2 || numbers && most >= 3;
        }
        return aligned >= (numbers ? 0.4 : 0.6) * (table - 1)
                && (numbers || !isColumnsOfProse(from, to));
    }

    private List<List<Row>> tabularPieces(int from, int to) {
        List<List<Row>> cells = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            if (tabular[i]) {
                cells.add(pieces.get(i));
            }
        }
        return cells;
    }

    /** Long lines of words in each piece: text set in columns, not a table. */
    private boolean isColumnsOfProse(int from, int to) {
        int words = 0;
        int cut = 0;
        for (int i = from; i <= to; i++) {
            if (tabular[i]) {
                for (Row piece : pieces.get(i)) {
                    words += piece.words().size();
                    cut++;
                }
            }
        }
        return words > 6.5 * cut;
    }
}
