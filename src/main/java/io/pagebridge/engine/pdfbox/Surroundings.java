package io.pagebridge.engine.pdfbox;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;

/**
 * What lies around the thing being painted: the clip of each graphics state, as a box in points as displayed, and
 * whether something there makes it see-through, cuts it crooked or may switch it off.
 */
final class Surroundings {
    /** @param clear whether paint comes out as it is, cut by nothing but the box */
    record Around(Rectangle2D clip, boolean clear) {
        Around within(Rectangle2D box, boolean plain) {
            return new Around(clip.createIntersection(box), clear && plain);
        }
    }

    private final Map<PDGraphicsState, Around> known = new IdentityHashMap<>();
    private Around outermost;

    Surroundings(double width, double height) {
        outermost = new Around(new Rectangle2D.Double(0, 0, width, height), true);
    }

    Around of(PDGraphicsState state) {
        return known.getOrDefault(state, outermost);
    }

    void put(PDGraphicsState state, Around around) {
        known.put(state, around);
    }

    void forget(PDGraphicsState state) {
        known.remove(state);
    }

    /** States not met before are those of a form that begins: they stand within this. The answer is what was before. */
    Around enter(Around around) {
        Around before = outermost;
        outermost = around;
        return before;
    }

    /** Whether what is painted in this state hides what lies under it. */
    static boolean isPlain(PDGraphicsState state) {
        return state.getNonStrokeAlphaConstant() >= 1
                && state.getSoftMask() == null
                && !state.isNonStrokingOverprint()
                && (state.getBlendMode() == BlendMode.NORMAL
                        || state.getBlendMode() == BlendMode.COMPATIBLE);
    }

    /** Whether an image has no stencil, mask or key colour, and is not turned. */
    static boolean hides(PDGraphicsState state, PDImage image) {
        Matrix place = state.getCurrentTransformationMatrix();
        boolean upright =
                Math.abs(place.getShearX()) + Math.abs(place.getShearY()) < 1e-3
                        || Math.abs(place.getScaleX()) + Math.abs(place.getScaleY()) < 1e-3;
        return upright
                && isPlain(state)
                && !image.isStencil()
                && image.getCOSObject() instanceof COSDictionary about
                && !about.containsKey(COSName.SMASK)
                && !about.containsKey(COSName.MASK)
                && !about.containsKey(COSName.getPDFName("SMaskInData"));
    }

    /** What is around the content of a form that is painted now. */
    static Around inside(
            PDFormXObject form, PDGraphicsState state, Around around, AffineTransform display) {
        boolean clear = isPlain(state) && !form.getCOSObject().containsKey(COSName.OC);
        PDRectangle box = form.getBBox();
        if (box == null) {
            return new Around(around.clip(), around.clear() && clear);
        }
        AffineTransform place = new AffineTransform(display);
        place.concatenate(state.getCurrentTransformationMatrix().createAffineTransform());
        place.concatenate(form.getMatrix().createAffineTransform());
        Rectangle2D whole =
                new Rectangle2D.Double(
                        box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
        return around.within(place.createTransformedShape(whole).getBounds2D(), clear);
    }
}
