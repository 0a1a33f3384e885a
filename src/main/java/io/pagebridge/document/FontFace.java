package io.pagebridge.document;

/**
 * One font of a page, as far as layout needs it.
 *
 * @param name the PDF's name without the subset prefix, possibly empty
 * @param weight 100 to 900, 400 where unknown
 * @param ascent height above the baseline for a size of 1 pt; {@code descent} is at most 0
 */
public record FontFace(
        String name,
        String family,
        int weight,
        boolean italic,
        boolean fixedPitch,
        boolean serif,
        boolean symbolic,
        double ascent,
        double descent) {

    public boolean bold() {
        return weight >= 600;
    }
}
