package io.pagebridge.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a page is set in which type, and how far apart its lines stand. Those of all pages make a body style. */
final class TypeCensus {
    private static final long FIXED = 2;

    /** Glyphs by type; those of longer rows count twice. */
    private final Map<Long, Integer> glyphs = new HashMap<>();

    /** For each type, how often which distance in half points lies between two of its rows. */
    private final Map<Long, Map<Long, Integer>> pitches = new HashMap<>();

    /** @param rows of one page, from top to bottom */
    static TypeCensus of(List<Row> rows) {
        TypeCensus census = new TypeCensus();
        Row above = null;
        for (Row row : rows) {
            // Longer rows are more likely running text than labels.
            int weight = row.glyphs() * (row.words().size() >= 6 ? 2 : 1);
            census.glyphs.merge(type(row), weight, Integer::sum);
            if (above != null && type(above) == type(row)) {
                census.notePitch(type(row), row.base() - above.base());
            }
            above = row;
        }
        return census;
    }

    private void notePitch(long type, double pitch) {
        double size = size(type);
        if (pitch > 0.9 * size && pitch < 2.4 * size) {
            pitches.computeIfAbsent(type, ignored -> new HashMap<>())
                    .merge(Math.round(pitch * 2), 1, Integer::sum);
        }
    }

    void add(TypeCensus page) {
        page.glyphs.forEach((type, count) -> glyphs.merge(type, count, Integer::sum));
        page.pitches.forEach(
                (type, counts) -> {
                    Map<Long, Integer> sum =
                            pitches.computeIfAbsent(type, ignored -> new HashMap<>());
                    counts.forEach((pitch, count) -> sum.merge(pitch, count, Integer::sum));
                });
    }

    Map<Long, Integer> glyphs() {
        return glyphs;
    }

    Map<Long, Integer> pitches(long type) {
        return pitches.getOrDefault(type, Map.of());
    }

    /** Its size to the nearest half point, whether its pitch is fixed and whether it is bold, in one number. */
    private static long type(Row row) {
        return Math.round(row.size() * 2) << 2
                | (row.fixedPitch() ? FIXED : 0)
                | (row.bold() ? 1 : 0);
    }

    static double size(long type) {
        return (type >> 2) / 2.0;
    }

    static boolean fixed(long type) {
        return (type & FIXED) != 0;
    }

    static boolean bold(long type) {
        return (type & 1) == 1;
    }
}
