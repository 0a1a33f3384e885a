package io.pagebridge.layout;

import java.util.List;

/** Which rows directly above and below the rows of a table found by its tracks belong to it although they have one piece. */
final class TableReach {
    private final List<Row> rows;
    private final List<List<Row>> pieces;
    private final boolean[] tabular;
    private final double left;
    private final double width;

    TableReach(
            List<Row> rows, List<List<Row>> pieces, boolean[] tabular, double left, double width) {
        this.rows = rows;
        this.pieces = pieces;
        this.tabular = tabular;
        this.left = left;
        this.width = width;
    }

    /** From one row to the next, in sizes of type. */
    static double distance(List<Row> rows, int above) {
        double size = Math.max(rows.get(above).size(), rows.get(above + 1).size());
        return (rows.get(above + 1).base() - rows.get(above).base()) / Math.max(4, size);
    }

    static boolean isProse(Row row, double width) {
        return row.box().width() > 0.75 * width && row.words().size() >= 9;
    }

    private double distance(int above) {
        return distance(rows, above);
    }

    /** Header rows that are a single piece over the columns, and a units line, belong to the table. */
    int upwards(int from, int to, int previous) {
        int start = from;
        double first = Double.MAX_VALUE;
        for (int i = from; i <= Math.min(to, from + 12); i++) {
            if (tabular[i] && pieces.get(i).size() > 1) {
                first = Math.min(first, pieces.get(i).get(1).box().x0());
            }
        }
        int at = from;
        while (at - 1 > previous && from - at < 8 && distance(at - 1) < 2.6) {
            Row row = rows.get(at - 1);
            boolean header = isHeader(row, first) || at == from && isNames(row, from, to);
            if (!header && !isStubLabel(row, first) || isProse(row, width)) {
                break;
            }
            at--;
            // Labels without values count only below a header.
            start = header ? at : start;
        }
        return start < from ? start : labelsAbove(from, previous, first);
    }

    /** Two words or a few with the river between labels and values in the white between them. */
    private boolean isNames(Row row, int from, int to) {
        double left = -Double.MAX_VALUE;
        double right = Double.MAX_VALUE;
        int most = 0;
        for (int i = from; i <= Math.min(to, from + 12); i++) {
            if (tabular[i]) {
                left = Math.max(left, pieces.get(i).getFirst().box().x1());
                right = Math.min(right, pieces.get(i).get(1).box().x0());
                most = Math.max(most, pieces.get(i).size());
            }
        }
        boolean like = row.words().size() <= 4 && row.box().x0() < left;
        if (most > 2 || left >= right || !like || !row.bold()) {
            return false;
        }
        List<PageWord> words = RowBuilder.byX(row.words());
        for (int i = 1; i < words.size(); i++) {
            double end = words.get(i - 1).box().x1();
            double begin = words.get(i).box().x0();
            if (begin - end > row.size() && end < right && begin > left) {
                return true;
            }
        }
        return false;
    }

    /** Without a header in sight: the first line of a wrapped label, a caption of rows, or what a page begins with. */
    private int labelsAbove(int from, int previous, double first) {
        int start = from;
        while (start - 1 > previous && from - start < 4 && distance(start - 1) < 1.6) {
            Row row = rows.get(start - 1);
            Row below = rows.get(start);
            boolean wrapped = Character.isLowerCase(below.text().codePointAt(0));
            boolean like = Math.abs(row.size() - below.size()) < 0.1 * row.size();
            if (!isStubLabel(row, first)
                    || !like
                    || !wrapped && start > 1 && !row.text().endsWith(":")) {
                break;
            }
            start--;
        }
        return start;
    }

    /** A piece over the columns of values, a units line or a period. */
    private boolean isHeader(Row row, double first) {
        boolean overColumns =
                row.box().x0() > Math.min(first - 40, left + 0.25 * width)
                        && row.box().x0() > left + 0.12 * width
                        && row.box().width() < 0.8 * width
                        && row.box().x1() > first;
        return overColumns || Tokens.isUnits(row.text()) || Tokens.isYear(row.text());
    }

    private boolean isStubLabel(Row row, double first) {
        return row.box().x0() < left + 25
                && row.box().x1() < first
                && row.words().size() <= 6
                && !row.text().endsWith(".");
    }

    /** The second line of the last label, and a label that goes on in small letters. */
    int downwards(int to) {
        int end = to;
        while (end + 1 < rows.size() && !tabular[end + 1] && end - to < 2) {
            Row row = rows.get(end + 1);
            Row label = pieces.get(to).getFirst();
            boolean small = Character.isLowerCase(row.text().codePointAt(0));
            boolean under = Math.abs(row.box().x0() - label.box().x0()) < 15;
            if (distance(end) > 1.5
                    || !small
                    || !under
                    || row.box().x1() > pieces.get(to).get(1).box().x0() + 5
                    || Math.abs(row.size() - label.size()) > 0.1 * label.size()) {
                break;
            }
            end++;
        }
        return end;
    }
}
