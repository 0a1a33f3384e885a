package io.pagebridge.layout;

import java.util.Map;

/**
 * The type that most of the document is set in: what headings are measured against.
 *
 * @param size in points, to the nearest half
 * @param pitch usual distance between baselines of that size
 */
record BodyStyle(double size, boolean bold, double pitch) {
    /** Ten points, for a document without text. */
    private static final long USUAL = 20L << 1;

    /** @param pages of one document, in any order */
    static BodyStyle of(Iterable<TypeCensus> pages) {
        TypeCensus all = new TypeCensus();
        pages.forEach(all::add);
        long best = USUAL;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : all.glyphs().entrySet()) {
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
        return new BodyStyle(size, TypeCensus.bold(best), pitch);
    }
}
