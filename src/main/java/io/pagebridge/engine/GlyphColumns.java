package io.pagebridge.engine;

import io.pagebridge.document.Glyphs;
import java.nio.ByteBuffer;

/** Reads and checks the glyph columns of {@link PageContentDecoder}'s format. */
final class GlyphColumns {
    private static final int REPLACEMENT = 0xFFFD;

    private GlyphColumns() {}

    /** Takes the columns of {@code n} glyphs from {@code in}, whose remaining length the caller has checked. */
    static Glyphs read(ByteBuffer in, int n, int fonts, boolean ordered) {
        Glyphs glyphs = Glyphs.allocate(n, ordered);
        integers(in, glyphs.codePoints());
        floats(in, glyphs.x0());
        floats(in, glyphs.y0());
        floats(in, glyphs.x1());
        floats(in, glyphs.y1());
        floats(in, glyphs.originX());
        floats(in, glyphs.originY());
        floats(in, glyphs.size());
        floats(in, glyphs.angle());
        shorts(in, glyphs.font());
        shorts(in, glyphs.flags());
        integers(in, glyphs.markedContentId());
        integers(in, glyphs.rgba());
        in.get(glyphs.confidence());
        check(glyphs, fonts);
        return glyphs;
    }

    private static void check(Glyphs glyphs, int fonts) {
        for (int i = 0; i < glyphs.count(); i++) {
            int codePoint = glyphs.codePoints()[i];
            if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
                throw new UntrustedContentException(
                        "glyph %d: code point %d".formatted(i, codePoint));
            }
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
                    || codePoint == 0) {
                glyphs.codePoints()[i] = REPLACEMENT;
            }
            // Each comparison is false for NaN, so that one test covers order, range and NaN.
            boolean placed =
                    glyphs.x0()[i] <= glyphs.x1()[i]
                            && glyphs.y0()[i] <= glyphs.y1()[i]
                            && glyphs.x0()[i] >= -ContentLimits.FARTHEST
                            && glyphs.y0()[i] >= -ContentLimits.FARTHEST
                            && glyphs.x1()[i] <= ContentLimits.FARTHEST
                            && glyphs.y1()[i] <= ContentLimits.FARTHEST
                            && Math.abs(glyphs.originX()[i]) <= ContentLimits.FARTHEST
                            && Math.abs(glyphs.originY()[i]) <= ContentLimits.FARTHEST
                            && glyphs.size()[i] >= 0
                            && glyphs.size()[i] <= ContentLimits.FARTHEST
                            && Math.abs(glyphs.angle()[i]) <= 7;
            if (!placed) {
                throw new UntrustedContentException(
                        "glyph %d: a coordinate is out of range".formatted(i));
            }
            if (glyphs.fontIndex(i) >= fonts) {
                throw new UntrustedContentException(
                        "glyph %d: font %d of %d".formatted(i, glyphs.fontIndex(i), fonts));
            }
            int confidence = Byte.toUnsignedInt(glyphs.confidence()[i]);
            if (confidence > 100 && confidence != Glyphs.EXACT) {
                throw new UntrustedContentException(
                        "glyph %d: confidence %d".formatted(i, confidence));
            }
        }
    }

    /** What follows after the columns of the paths; any number is a place, and one below 1 an unknown one. */
    static void order(ByteBuffer in, Glyphs glyphs) {
        integers(in, glyphs.paintOrder());
    }

    private static void integers(ByteBuffer in, int[] column) {
        in.asIntBuffer().get(column);
        in.position(in.position() + column.length * Integer.BYTES);
    }

    private static void floats(ByteBuffer in, float[] column) {
        in.asFloatBuffer().get(column);
        in.position(in.position() + column.length * Float.BYTES);
    }

    private static void shorts(ByteBuffer in, short[] column) {
        in.asShortBuffer().get(column);
        in.position(in.position() + column.length * Short.BYTES);
    }
}
