package io.pagebridge.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The type that most of the document is set in: what headings are measured against.
 *
 * @param size in points, to the nearest half
 * @param pitch usual distance between baselines of that size
 */
record BodyStyle(double size, boolean bold, double pitch) {

    static BodyStyle of(List<Row> rows) {
        Map<Long, Integer> glyphs = new HashMap<>();
        for (Row row : rows) {
            // Longer rows are more likely running text than labels.
            int weight = row.glyphs() * (row.words().size() >= 6 ? 2 : 1);
            glyphs.merge(key(row), weight, Integer::sum);
        }
        long best = 20L << 1;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : glyphs.entrySet()) {
            if (entry.getValue() > most || entry.getValue() == most && entry.getKey() < best) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        double size = (best >> 1) / 2.0;
        Map<Long, Integer> pitches = new HashMap<>();
        for (int i = 1; i < rows.size(); i++) {
            double pitch = rows.get(i).base() - rows.get(i - 1).base();
            if (rows.get(i).page() == rows.get(i - 1).page()
                    && key(rows.get(i)) == best
                    && key(rows.get(i - 1)) == best
                    && pitch > 0.9 * size
                    && pitch < 2.4 * size) {
                pitches.merge(Math.round(pitch * 2), 1, Integer::sum);
            }
        }
        double pitch = 1.2 * size;
        int votes = 0;
        for (Map.Entry<Long, Integer> entry : pitches.entrySet()) {
            if (entry.getValue() > votes
                    || entry.getValue() == votes && entry.getKey() / 2.0 < pitch) {
                votes = entry.getValue();
                pitch = entry.getKey() / 2.0;
            }
        }
        return new BodyStyle(size, (best & 1) == 1, pitch);
    }

    private static long key(Row row) {
        return Math.round(row.size() * 2) << 1 | (row.bold() ? 1 : 0);
    }
}
