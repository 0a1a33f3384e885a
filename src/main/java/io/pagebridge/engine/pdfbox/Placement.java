package io.pagebridge.engine.pdfbox;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** One glyph's coordinates as displayed, in points; {@code angle} in radians. */
record Placement(
        float x0,
        float y0,
        float x1,
        float y1,
        float originX,
        float originY,
        float size,
        float angle) {
    boolean sane() {
        return x0 <= x1
                && y0 <= y1
                && near(x0)
                && near(y0)
                && near(x1)
                && near(y1)
                && near(originX)
                && near(originY)
                && size >= 0
                && near(size)
                && near(angle);
    }

    private static final float FARTHEST = 1e6f;

    static boolean near(float value) {
        return Math.abs(value) <= FARTHEST;
    }

    /** From glyph space (1 unit is the font's size) between two pen positions to the page as displayed. */
    static Placement of(AffineTransform place, double from, double to, FontTable.Entry face) {
        Rectangle2D glyph =
                new Rectangle2D.Double(
                        Math.min(from, to),
                        face.descent(),
                        Math.abs(to - from),
                        face.ascent() - face.descent());
        Rectangle2D box = place.createTransformedShape(glyph).getBounds2D();
        Point2D origin = place.transform(new Point2D.Double(from, 0), null);
        double size = Math.hypot(place.getShearX(), place.getScaleY());
        double angle = Math.atan2(place.getShearY(), place.getScaleX());
        return new Placement(
                (float) box.getMinX(),
                (float) box.getMinY(),
                (float) box.getMaxX(),
                (float) box.getMaxY(),
                (float) origin.getX(),
                (float) origin.getY(),
                (float) size,
                (float) angle);
    }
}
