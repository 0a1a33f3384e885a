package io.pagebridge.document;

/**
 * Something drawn that is neither text nor image: a line segment, a rectangle or, for every other shape, its bounding
 * box. Coordinates as in {@link Box}; a segment keeps its ends, so {@code y0} may be greater than {@code y1}.
 *
 * @param width of the stroke in points, 0 where only filled
 * @param strokeRgba colour as {@code 0xRRGGBBAA}; {@code fillRgba} likewise
 * @param covers place in the order of painting of a rectangle that hides what was painted before it, else 0
 */
public record Rule(
        Kind kind,
        boolean stroked,
        boolean filled,
        float x0,
        float y0,
        float x1,
        float y1,
        float width,
        int strokeRgba,
        int fillRgba,
        int covers) {

    /** The shapes that are told apart. */
    public enum Kind {
        SEGMENT,
        RECTANGLE,
        CURVE
    }

    public Box box() {
        return Box.ofCorners(x0, y0, x1, y1);
    }
}
