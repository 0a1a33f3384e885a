package io.pagebridge.engine.pdfbox;

import java.awt.geom.AffineTransform;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * From a page's default user space (origin bottom-left, as written) to the page as displayed: crop box and rotation
 * applied, origin top-left, y downwards, points.
 *
 * @param width of the page as displayed
 * @param rotation 0, 90, 180 or 270, clockwise
 */
record PageMatrix(AffineTransform toDisplay, double width, double height, int rotation) {
    static PageMatrix of(PDPage page) {
        PDRectangle crop = page.getCropBox();
        double left = crop.getLowerLeftX();
        double bottom = crop.getLowerLeftY();
        double right = crop.getUpperRightX();
        double top = crop.getUpperRightY();
        int rotation = Math.floorMod(page.getRotation(), 360);
        // Columns of x' = m00 x + m01 y + m02, y' = m10 x + m11 y + m12; AffineTransform takes m00
        // m10 m01 m11 m02 m12.
        AffineTransform toDisplay =
                switch (rotation) {
                    case 90 -> new AffineTransform(0, 1, 1, 0, -bottom, -left);
                    case 180 -> new AffineTransform(-1, 0, 0, 1, right, -bottom);
                    case 270 -> new AffineTransform(0, -1, -1, 0, top, right);
                    default -> new AffineTransform(1, 0, 0, -1, -left, top);
                };
        boolean lying = rotation == 90 || rotation == 270;
        double width = right - left;
        double height = top - bottom;
        return new PageMatrix(toDisplay, lying ? height : width, lying ? width : height, rotation);
    }
}
