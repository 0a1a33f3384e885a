package io.pagebridge.layout;

import java.util.List;

/** How many rows at the top of a table are headers: those before the first row with values under a label. */
final class HeaderRows {
    private static final int MOST = 8;

    private HeaderRows() {}

    static int count(List<Row> rows, List<List<Row>> pieces, double[] rules) {
        int firstValues = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (hasValues(pieces.get(i))) {
                firstValues = i;
                break;
            }
        }
        int ruled = underFirstRule(rows, rules);
        if (firstValues < 0) {
            return textTable(rows, pieces, ruled);
        }
        int headers = firstValues;
        if (ruled > 0 && ruled <= firstValues) {
            headers = ruled;
        }
        // Sub-captions directly above the first values are labels of the body, not headers.
        while (headers > 0
                && ruled != headers
                && isLabel(pieces.get(headers - 1), rows, headers - 1)) {
            headers--;
        }
        return Math.min(throughPeriods(pieces, headers, firstValues), MOST);
    }

    /** A rule may lie under a name over several columns, with their periods below it. */
    private static int throughPeriods(List<List<Row>> pieces, int headers, int firstValues) {
        for (int i = firstValues - 1; i >= headers && headers > 0; i--) {
            int periods = 0;
            for (Row piece : pieces.get(i)) {
                periods += Tokens.isYear(piece.text()) || Tokens.isPeriod(piece.text()) ? 1 : 0;
            }
            if (periods > 1 && periods == pieces.get(i).size()) {
                return i + 1;
            }
        }
        return headers;
    }

    /** A number that is no period, to the right of the first piece. */
    private static boolean hasValues(List<Row> pieces) {
        int values = 0;
        int periods = 0;
        for (int p = 0; p < pieces.size(); p++) {
            String text = pieces.get(p).text();
            if (Tokens.isYear(text) || Tokens.isPeriod(text)) {
                periods++;
            } else if (p > 0 && (Tokens.isNumber(text) || Tokens.isPlaceholder(text))) {
                values++;
            }
        }
        return values > 0 && values >= periods;
    }

    private static boolean isLabel(List<Row> pieces, List<Row> rows, int i) {
        if (pieces.size() != 1) {
            return false;
        }
        Row piece = pieces.getFirst();
        Row below = rows.get(i + 1);
        double left = below.box().x0();
        double reach = left + 0.25 * below.box().width();
        boolean period = Tokens.isPeriod(piece.text()) && !piece.text().endsWith(":");
        return Math.abs(piece.box().x0() - left) < 25
                && piece.box().x0() < reach
                && !period
                && !Tokens.isUnits(piece.text());
    }

    /** Rows above the second rule when the first one lies over the table, else above the first. */
    private static int underFirstRule(List<Row> rows, double[] rules) {
        double top = rows.getFirst().base() - rows.getFirst().size();
        for (double rule : rules) {
            if (rule < top + 1) {
                continue;
            }
            int above = 0;
            while (above < rows.size() && rows.get(above).base() < rule + 1) {
                above++;
            }
            if (above > 0 && above <= MOST && above < rows.size()) {
                return above;
            }
        }
        return 0;
    }

    /** Three whole rows or more of plain type over a rule are the first group of a table without a header. */
    private static boolean areRows(List<Row> above, List<List<Row>> pieces) {
        int most = pieces.stream().mapToInt(List::size).max().orElse(0);
        int whole = 0;
        for (int i = 0; i < above.size(); i++) {
            whole += pieces.get(i).size() == most && !above.get(i).bold() ? 1 : 0;
        }
        return whole >= 3;
    }

    private static int textTable(List<Row> rows, List<List<Row>> pieces, int ruled) {
        if (ruled > 0) {
            return areRows(rows.subList(0, ruled), pieces) ? 0 : ruled;
        }
        int bold = 0;
        while (bold < rows.size() && rows.get(bold).bold() && bold < MOST) {
            bold++;
        }
        if (bold > 0 && bold < rows.size()) {
            return bold;
        }
        int first = 0;
        while (first < rows.size() && pieces.get(first).size() < 2) {
            first++;
        }
        return Math.min(Math.min(first + 1, rows.size() - 1), MOST);
    }
}
