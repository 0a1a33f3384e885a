package io.pagebridge.engine.pdfbox;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/** The current fill and stroke colours as {@code 0xRRGGBBAA}; the last conversion of each is kept. */
final class FillColour {
    private static final int OPAQUE_BLACK = 0xFF;

    private PDColor last;
    private double lastAlpha;
    private int lastRgba;

    int rgba(PDGraphicsState state) {
        return rgba(state.getNonStrokingColor(), state.getNonStrokeAlphaConstant());
    }

    int strokeRgba(PDGraphicsState state) {
        return rgba(state.getStrokingColor(), state.getAlphaConstant());
    }

    private int rgba(PDColor colour, double alpha) {
        if (colour != last || alpha != lastAlpha) {
            last = colour;
            lastAlpha = alpha;
            lastRgba = convert(colour, alpha);
        }
        return lastRgba;
    }

    private static int convert(PDColor colour, double alpha) {
        try {
            if (colour == null || colour.isPattern()) {
                return OPAQUE_BLACK;
            }
            int opacity = (int) Math.round(Math.clamp(alpha, 0.0, 1.0) * 255);
            return colour.toRGB() << 8 | opacity;
        } catch (IOException | RuntimeException e) {
            // A damaged colour space must not cost the page its text.
            return OPAQUE_BLACK;
        }
    }
}
