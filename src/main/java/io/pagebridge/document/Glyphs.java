package io.pagebridge.document;

/**
 * All glyphs of one page in the order in which the engine read them, as flat columns: index {@code i} is one glyph in
 * each. Owned by its {@link Page}; nobody writes to the arrays after construction.
 *
 * <p>Boxes are loose (as high as the font, not as the ink), in points from the top-left of the page as displayed. The
 * origin is the pen's position on the baseline, the size is effective (text matrix applied), the angle is in radians
 * clockwise as displayed. Confidence is 0 to 100 for recognised text and {@link #EXACT} otherwise. The order of painting
 * (from 1; 0 where it is not known) is there only for pages on which something may cover what was painted before it;
 * elsewhere the column is empty.
 */
public record Glyphs(
        int[] codePoints,
        float[] x0,
        float[] y0,
        float[] x1,
        float[] y1,
        float[] originX,
        float[] originY,
        float[] size,
        float[] angle,
        short[] font,
        short[] flags,
        int[] markedContentId,
        int[] rgba,
        byte[] confidence,
        int[] paintOrder) {
    /** Put there by the engine (a blank or a line break), not drawn on the page. */
    public static final int GENERATED = 1;

    public static final int HYPHEN = 1 << 1;

    /** The font gives no good Unicode value for it. */
    public static final int UNMAPPED = 1 << 2;

    public static final int INVISIBLE = 1 << 3;
    public static final int CLIPPED = 1 << 4;
    public static final int OCR = 1 << 5;
    public static final int FORCED_BOLD = 1 << 6;

    /** Marked by the PDF as an artifact: not part of the author's text. */
    public static final int ARTIFACT = 1 << 7;

    /** Value of {@code confidence} for text that was read, not recognised. */
    public static final int EXACT = 255;

    /** A page without glyphs. */
    public static final Glyphs NONE = allocate(0);

    /** New columns of {@code n} glyphs, to be filled by the engine's reader before anyone else sees them. */
    public static Glyphs allocate(int n) {
        return allocate(n, false);
    }

    /** @param ordered whether the order of painting is known */
    public static Glyphs allocate(int n, boolean ordered) {
        return new Glyphs(
                new int[n],
                new float[n],
                new float[n],
                new float[n],
                new float[n],
                new float[n],
                new float[n],
                new float[n],
                new float[n],
                new short[n],
                new short[n],
                new int[n],
                new int[n],
                new byte[n],
                new int[ordered ? n : 0]);
    }

    public int count() {
        return codePoints.length;
    }

    public boolean is(int glyph, int flag) {
        return (flags[glyph] & flag) != 0;
    }

    public int fontIndex(int glyph) {
        return Short.toUnsignedInt(font[glyph]);
    }

    public Box box(int glyph) {
        return new Box(x0[glyph], y0[glyph], x1[glyph], y1[glyph]);
    }

    /** Changes the places of two; for the engine's reader, before anyone else sees the columns. */
    public void swap(int a, int b) {
        for (float[] column : new float[][] {x0, y0, x1, y1, originX, originY, size, angle}) {
            float kept = column[a];
            column[a] = column[b];
            column[b] = kept;
        }
        for (int[] column : new int[][] {codePoints, markedContentId, rgba, paintOrder}) {
            if (column.length > 0) {
                int kept = column[a];
                column[a] = column[b];
                column[b] = kept;
            }
        }
        for (short[] column : new short[][] {font, flags}) {
            short kept = column[a];
            column[a] = column[b];
            column[b] = kept;
        }
        byte kept = confidence[a];
        confidence[a] = confidence[b];
        confidence[b] = kept;
    }

    /** Whether two glyphs are letters of one thing drawn, such as a ligature: they share place and size. */
    public boolean sameDrawing(int a, int b) {
        return originX[a] == originX[b]
                && originY[a] == originY[b]
                && x0[a] == x0[b]
                && x1[a] == x1[b];
    }

    /** 0 to 1; 1 for text that was read rather than recognised. */
    public double confidenceOf(int glyph) {
        int value = Byte.toUnsignedInt(confidence[glyph]);
        return value == EXACT ? 1.0 : value / 100.0;
    }
}
