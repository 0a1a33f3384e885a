package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * What of one page may be a running line.
 *
 * @param rows all of the page, from top to bottom
 * @param top rows near the upper edge, the outermost first
 * @param bottom rows near the lower edge, the outermost first
 */
record PageEdges(List<Row> rows, List<EdgeRow> top, List<EdgeRow> bottom) {
    private static final double BAND = 0.13;
    private static final int MOST_IN_BAND = 4;

    static PageEdges of(List<Row> rows, Frame frame) {
        double height = frame.frameHeight();
        List<EdgeRow> top = new ArrayList<>();
        List<EdgeRow> bottom = new ArrayList<>();
        for (int i = 0; i < rows.size() && i < MOST_IN_BAND; i++) {
            if (rows.get(i).base() < BAND * height) {
                top.add(EdgeRow.of(rows.get(i)));
            }
        }
        for (int i = rows.size() - 1; i >= 0 && rows.size() - i <= MOST_IN_BAND; i--) {
            if (rows.get(i).base() > (1 - BAND) * height) {
                bottom.add(EdgeRow.of(rows.get(i)));
            }
        }
        return new PageEdges(rows, top, bottom);
    }
}
