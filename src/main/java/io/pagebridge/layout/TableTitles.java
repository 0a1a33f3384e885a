package io.pagebridge.layout;

import java.util.List;

/**
 * The lines over a table that name it, not its columns: its title, its caption, and the units of its values. They stay
 * text in front of the table.
 */
final class TableTitles {
    /** How far, as a share of the table's width, a title may stand from the middle. */
    private static final double OFF_CENTRE = 0.05;

    private final double left;
    private final double right;
    private final double firstValue;

    /** @param firstValue where the columns beside the labels begin */
    TableTitles(double left, double right, double firstValue) {
        this.left = left;
        this.right = right;
        this.firstValue = firstValue;
    }

    /** How many of these rows, from the first, are no part of the table. */
    static int count(List<Row> rows, List<List<Row>> pieces) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double firstValue = Double.MAX_VALUE;
        int first = -1;
        for (int i = 0; i < rows.size(); i++) {
            List<Row> row = pieces.get(i);
            if (row.size() < 2) {
                continue;
            }
            first = first < 0 ? i : first;
            left = Math.min(left, row.getFirst().box().x0());
            right = Math.max(right, row.getLast().box().x1());
        }
        for (int i = 0; i < rows.size(); i++) {
            for (Row piece : pieces.get(i).size() < 2 ? List.<Row>of() : pieces.get(i)) {
                boolean value = piece.box().x0() > left + 0.12 * (right - left);
                firstValue = value ? Math.min(firstValue, piece.box().x0()) : firstValue;
            }
        }
        return new TableTitles(left, right, Math.min(firstValue, right))
                .count(rows.subList(0, Math.max(0, first)));
    }

    /** @param above rows of one piece each, over the first row with several */
    int count(List<Row> above) {
        int titles = 0;
        for (int i = 0; i < above.size(); i++) {
            titles = isTitle(above.get(i)) ? i + 1 : titles;
        }
        return titles;
    }

    private boolean isTitle(Row row) {
        String text = row.text();
        if (Tokens.isUnits(text) || Classifier.isCaption(text)) {
            return true;
        }
        double off = Math.abs(row.box().centerX() - (left + right) / 2);
        double offValues = Math.abs(row.box().centerX() - (firstValue + right) / 2);
        return off < OFF_CENTRE * (right - left) && off < offValues;
    }
}
