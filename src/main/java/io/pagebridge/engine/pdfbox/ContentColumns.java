package io.pagebridge.engine.pdfbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects glyphs and paths row by row and writes them as the columns of the page content format (its description is
 * the Javadoc of {@link io.pagebridge.engine.PageContentDecoder}). Past a limit nothing more is taken; the two flags
 * say so.
 */
final class ContentColumns {
    private static final int MOST_GLYPHS = 200_000;
    private static final int MOST_PATHS = 60_000;

    /** Values of a glyph that are 4 bytes wide, in the order of the format, without font and flags. */
    private static final int GLYPH_FLOATS = 8;

    private static final int PATH_FLOATS = 5;
    private static final int COVERS = 4;
    private static final long MOST_COMPARED = 4_000_000;

    private int glyphs;
    private int[] codePoint = new int[1024];
    private float[] glyphFloat = new float[1024 * GLYPH_FLOATS];
    private short[] font = new short[1024];
    private short[] flags = new short[1024];
    private int[] markedContentId = new int[1024];
    private int[] rgba = new int[1024];
    private int[] order = new int[1024];

    private int paths;
    private byte[] kind = new byte[256];
    private byte[] paint = new byte[256];
    private float[] pathFloat = new float[256 * PATH_FLOATS];
    private int[] stroke = new int[256];
    private int[] fill = new int[256];
    private int[] pathOrder = new int[256];
    private final List<Cover> covers = new ArrayList<>();
    private int painted;

    private boolean glyphsCut;
    private boolean pathsCut;

    private record Cover(double x0, double y0, double x1, double y1, int order) {}

    int glyphs() {
        return glyphs;
    }

    int paths() {
        return paths;
    }

    int codePoint(int glyph) {
        return codePoint[glyph];
    }

    private float value(int glyph, int column) {
        return glyphFloat[glyph * GLYPH_FLOATS + column];
    }

    float size(int glyph) {
        return value(glyph, 6);
    }

    /** How far the second stands behind the first in the direction in which lines are written from left to right. */
    double along(int first, int second) {
        double angle = value(first, 7);
        return (value(second, 4) - value(first, 4)) * Math.cos(angle)
                + (value(second, 5) - value(first, 5)) * Math.sin(angle);
    }

    /** The room between two boxes, 0 when they touch. */
    double gap(int a, int b) {
        double wide = Math.max(value(a, 0), value(b, 0)) - Math.min(value(a, 2), value(b, 2));
        double high = Math.max(value(a, 1), value(b, 1)) - Math.min(value(a, 3), value(b, 3));
        return Math.max(0, Math.max(wide, high));
    }

    /** Whether both are letters of one drawn glyph. */
    boolean sameDrawing(int a, int b) {
        return value(a, 4) == value(b, 4)
                && value(a, 5) == value(b, 5)
                && value(a, 0) == value(b, 0)
                && value(a, 2) == value(b, 2);
    }

    void swap(int a, int b) {
        for (int column = 0; column < GLYPH_FLOATS; column++) {
            float kept = value(a, column);
            glyphFloat[a * GLYPH_FLOATS + column] = value(b, column);
            glyphFloat[b * GLYPH_FLOATS + column] = kept;
        }
        swap(codePoint, a, b);
        swap(markedContentId, a, b);
        swap(rgba, a, b);
        swap(order, a, b);
        swap(font, a, b);
        swap(flags, a, b);
    }

    private static void swap(int[] column, int a, int b) {
        int kept = column[a];
        column[a] = column[b];
        column[b] = kept;
    }

    private static void swap(short[] column, int a, int b) {
        short kept = column[a];
        column[a] = column[b];
        column[b] = kept;
    }

    boolean glyphsCut() {
        return glyphsCut;
    }

    boolean pathsCut() {
        return pathsCut;
    }

    void addGlyph(int value, Placement at, int fontIndex, int flagBits, int mcid, int colour) {
        if (glyphs == MOST_GLYPHS) {
            glyphsCut = true;
            return;
        }
        if (!at.sane()) {
            return;
        }
        if (glyphs == codePoint.length) {
            int size = glyphs * 2;
            codePoint = Arrays.copyOf(codePoint, size);
            glyphFloat = Arrays.copyOf(glyphFloat, size * GLYPH_FLOATS);
            font = Arrays.copyOf(font, size);
            flags = Arrays.copyOf(flags, size);
            markedContentId = Arrays.copyOf(markedContentId, size);
            rgba = Arrays.copyOf(rgba, size);
            order = Arrays.copyOf(order, size);
        }
        int base = glyphs * GLYPH_FLOATS;
        float[] values = {
            at.x0(), at.y0(), at.x1(), at.y1(), at.originX(), at.originY(), at.size(), at.angle()
        };
        System.arraycopy(values, 0, glyphFloat, base, GLYPH_FLOATS);
        codePoint[glyphs] = value;
        font[glyphs] = (short) fontIndex;
        flags[glyphs] = (short) flagBits;
        markedContentId[glyphs] = mcid;
        rgba[glyphs] = colour;
        order[glyphs] = painted;
        glyphs++;
    }

    void addPath(
            int shape,
            int bits,
            float x0,
            float y0,
            float x1,
            float y1,
            float width,
            int strokeRgba,
            int fillRgba) {
        if (paths == MOST_PATHS) {
            pathsCut = true;
            return;
        }
        if (!(Placement.near(x0)
                && Placement.near(y0)
                && Placement.near(x1)
                && Placement.near(y1)
                && Placement.near(width))) {
            return;
        }
        if (paths == kind.length) {
            int size = paths * 2;
            kind = Arrays.copyOf(kind, size);
            paint = Arrays.copyOf(paint, size);
            pathFloat = Arrays.copyOf(pathFloat, size * PATH_FLOATS);
            stroke = Arrays.copyOf(stroke, size);
            fill = Arrays.copyOf(fill, size);
            pathOrder = Arrays.copyOf(pathOrder, size);
        }
        pathOrder[paths] = painted;
        if ((bits & COVERS) != 0) {
            covers.add(new Cover(x0, y0, x1, y1, painted));
        }
        kind[paths] = (byte) shape;
        paint[paths] = (byte) bits;
        float[] values = {x0, y0, x1, y1, width};
        System.arraycopy(values, 0, pathFloat, paths * PATH_FLOATS, PATH_FLOATS);
        stroke[paths] = strokeRgba;
        fill[paths] = fillRgba;
        paths++;
    }

    /** Something else is painted; the answer is its place in the order, from 1. */
    int next() {
        return ++painted;
    }

    /** An image that hides what was painted before it. */
    void addCover(double x0, double y0, double x1, double y1) {
        if (covers.size() < MOST_PATHS) {
            covers.add(new Cover(x0, y0, x1, y1, painted));
        }
    }

    /** Whether something lies over a glyph that was painted before it; only then the order is of use. */
    private boolean isOrdered() {
        long left = MOST_COMPARED;
        for (Cover cover : covers) {
            for (int i = 0; i < glyphs && left > 0; i++, left--) {
                double x = (value(i, 0) + value(i, 2)) / 2.0;
                double y = (value(i, 1) + value(i, 3)) / 2.0;
                if (order[i] < cover.order()
                        && x > cover.x0()
                        && x < cover.x1()
                        && y > cover.y0()
                        && y < cover.y1()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The whole trailer of a {@code page} part. */
    byte[] trailer(byte[] json) {
        new RightToLeftLetters(this).turn();
        boolean ordered = isOrdered();
        int length = 16 + json.length + glyphs * (ordered ? 53 : 49) + paths * (ordered ? 34 : 30);
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(json.length).putInt(glyphs).putInt(paths).putInt(ordered ? 1 : 0).put(json);
        putAll(out, codePoint, glyphs);
        putColumns(out, glyphFloat, glyphs, GLYPH_FLOATS);
        putAll(out, font, glyphs);
        putAll(out, flags, glyphs);
        putAll(out, markedContentId, glyphs);
        putAll(out, rgba, glyphs);
        for (int i = 0; i < glyphs; i++) {
            out.put((byte) 255);
        }
        out.put(kind, 0, paths).put(paint, 0, paths);
        putColumns(out, pathFloat, paths, PATH_FLOATS);
        putAll(out, stroke, paths);
        putAll(out, fill, paths);
        if (ordered) {
            putAll(out, order, glyphs);
            putAll(out, pathOrder, paths);
        }
        return out.array();
    }

    private static void putAll(ByteBuffer out, int[] column, int n) {
        for (int i = 0; i < n; i++) {
            out.putInt(column[i]);
        }
    }

    private static void putAll(ByteBuffer out, short[] column, int n) {
        for (int i = 0; i < n; i++) {
            out.putShort(column[i]);
        }
    }

    private static void putColumns(ByteBuffer out, float[] rows, int n, int width) {
        for (int column = 0; column < width; column++) {
            for (int i = 0; i < n; i++) {
                out.putFloat(rows[i * width + column]);
            }
        }
    }
}
