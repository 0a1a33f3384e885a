package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/** The figures along the axes of charts: they fall by one step from row to row, the same in every piece of a row. */
final class Axis {
    private static final int FEWEST = 4;
    private static final String THOUSANDS = "-?\\d{1,3}([.,]\\d{3})+";

    private Axis() {}

    /** Whether rows are the labels of axes for the most part. */
    static boolean isDrawnBy(List<List<Row>> rows) {
        List<Double> ticks = new ArrayList<>();
        int along = 0;
        for (List<Row> pieces : rows) {
            double tick = tick(pieces);
            if (Double.isNaN(tick)) {
                continue;
            }
            if (ticks.size() > 1 && !isStep(ticks, tick)) {
                ticks.clear();
            }
            ticks.add(tick);
            along = Math.max(along, ticks.size());
        }
        return along >= FEWEST && along >= 0.4 * rows.size();
    }

    private static boolean isStep(List<Double> ticks, double tick) {
        double step = ticks.getLast() - ticks.get(ticks.size() - 2);
        return step < 0 && Math.abs(tick - ticks.getLast() - step) < 1e-6 * Math.abs(step) + 1e-9;
    }

    /** The one figure that the pieces of a row repeat; NaN for any other row. */
    private static double tick(List<Row> pieces) {
        double tick = Double.NaN;
        for (Row piece : pieces) {
            if (!Tokens.isNumber(piece.text())) {
                continue;
            }
            double value = value(piece.text());
            if (Double.isNaN(value) || !Double.isNaN(tick) && value != tick) {
                return Double.NaN;
            }
            tick = value;
        }
        return tick;
    }

    private static double value(String text) {
        String plain = text.replace('\u2212', '-').replaceAll("[%\\s$\u20AC]", "");
        plain = plain.matches(THOUSANDS) ? plain.replaceAll("[.,]", "") : plain.replace(',', '.');
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
