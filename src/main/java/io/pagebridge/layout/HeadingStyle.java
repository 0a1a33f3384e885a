package io.pagebridge.layout;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a heading is set: larger type stands above smaller; of one size bold above plain, capitals above small capitals and
 * those above small letters, upright above slanted.
 *
 * @param halfPoints size of its type
 */
record HeadingStyle(
        long halfPoints, boolean bold, boolean capitals, boolean smallCapitals, boolean italic)
        implements Comparable<HeadingStyle> {
    private static final Pattern SMALL_CAPITALS =
            Pattern.compile("(?i)csc\\d|smallcap|small-cap|[-_]sc\\d*$");

    static HeadingStyle of(Block block) {
        return block.lines().style();
    }

    static HeadingStyle of(Lines lines) {
        String text = lines.text();
        // One short word may be an acronym.
        boolean acronym = text.length() < 6 && text.indexOf(' ') < 0;
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT)) && !acronym;
        Row first = lines.rows().getFirst();
        return new HeadingStyle(
                Math.round(lines.size() * 2),
                lines.isBold(),
                capitals,
                SMALL_CAPITALS.matcher(first.font().name()).find(),
                first.italic());
    }

    /** Of running text. */
    static HeadingStyle of(BodyStyle body) {
        return new HeadingStyle(Math.round(2 * body.size()), body.bold(), false, false, false);
    }

    @Override
    public int compareTo(HeadingStyle other) {
        int size = Long.compare(other.halfPoints, halfPoints);
        return size != 0 ? size : Integer.compare(other.looks(), looks());
    }

    /** Apart from weight and capitals they are set alike. */
    boolean isAkin(HeadingStyle other) {
        return halfPoints == other.halfPoints
                && italic == other.italic
                && smallCapitals == other.smallCapitals;
    }

    private int looks() {
        return (bold ? 8 : 0) + (capitals ? 4 : 0) + (smallCapitals ? 2 : 0) + (italic ? 0 : 1);
    }
}
