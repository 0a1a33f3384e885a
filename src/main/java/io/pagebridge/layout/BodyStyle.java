package io.pagebridge.layout;

import java.util.Map;

/**
 * The type that most of the document is set in: what headings are measured against.
 *
 * @param size in points, to the nearest half
 * @param pitch usual distance between baselines of that size
 * @param fixed nearly everything is set in fixed-pitch type, so that such type means nothing
 */
record BodyStyle(double size, boolean bold, double pitch, boolean fixed) {
    /** Ten points, for a document without text. */
    private static final long USUAL = 20L << 2;

    private static final double NEARLY_ALL = 0.9;

    /** @param pages of one document, in any order */
    static BodyStyle of(Iterable<TypeCensus> pages) {
        TypeCensus all = new TypeCensus();
        pages.forEach(all::add);
        long best = USUAL;
        int most = 0;
        boolean fixed = isFixed(all.glyphs());
        for (Map.Entry<Long, Integer> entry : all.glyphs().entrySet()) {
            if (!fixed && TypeCensus.fixed(entry.getKey())) {
                continue;
            }
            if (entry.getValue() > most || entry.getValue() == most && entry.getKey() < best) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        double size = TypeCensus.size(best);
        double pitch = 1.2 * size;
        int votes = 0;
        for (Map.Entry<Long, Integer> entry : all.pitches(best).entrySet()) {
            if (entry.getValue() > votes
                    || entry.getValue() == votes && entry.getKey() / 2.0 < pitch) {
                votes = entry.getValue();
                pitch = entry.getKey() / 2.0;
            }
        }
        return new BodyStyle(size, TypeCensus.bold(best), pitch, fixed);
    }

    private static boolean isFixed(Map<Long, Integer> glyphs) {
        long all = 0;
        long even = 0;
        for (Map.Entry<Long, Integer> entry : glyphs.entrySet()) {
            all += entry.getValue();
            even += TypeCensus.fixed(entry.getKey()) ? entry.getValue() : 0;
        }
        return even > NEARLY_ALL * all;
    }
}
