package io.pagebridge.engine.pdfbox;

import io.pagebridge.document.Glyphs;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Runs a page's content stream once and collects glyphs, paths and image boxes, as displayed. One instance per page,
 * one thread.
 */
final class PageReader extends PDFGraphicsStreamEngine {
    private static final int MOST_IMAGES = 2_000;
    private static final int REPLACEMENT = 0xFFFD;

    private final PageMatrix matrix;
    private final ContentColumns columns = new ContentColumns();
    private final FontTable fonts = new FontTable();
    private final PathCollector path;
    private final List<Map<String, Object>> images = new ArrayList<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final FillColour fillColour = new FillColour();
    private int unmapped;
    private boolean imagesCut;
    private final Surroundings surroundings;

    /** A marked-content sequence that is open. */
    private record Mark(int mcid, boolean artifact, boolean layer) {}

    PageReader(PDPage page, PageMatrix matrix) {
        super(page);
        this.matrix = matrix;
        this.path = new PathCollector(columns, matrix.toDisplay());
        this.surroundings = new Surroundings(matrix.width(), matrix.height());
    }

    ContentColumns columns() {
        return columns;
    }

    FontTable fonts() {
        return fonts;
    }

    List<Map<String, Object>> images() {
        return images;
    }

    boolean imagesCut() {
        return imagesCut;
    }

    /** Share of glyphs without a good Unicode value. */
    double unmapped() {
        return columns.glyphs() == 0 ? 0 : Math.min(1.0, (double) unmapped / columns.glyphs());
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
        Mark outer = marks.peek();
        int mcid = properties == null ? -1 : properties.getInt(COSName.MCID, -1);
        boolean artifact = COSName.ARTIFACT.equals(tag) || outer != null && outer.artifact();
        boolean layer = COSName.OC.equals(tag) || outer != null && outer.layer();
        marks.push(new Mark(mcid >= 0 || outer == null ? mcid : outer.mcid(), artifact, layer));
    }

    @Override
    public void endMarkedContentSequence() {
        marks.poll();
    }

    @Override
    protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement)
            throws IOException {
        PDGraphicsState state = getGraphicsState();
        String text = font.toUnicode(code);
        int flags = 0;
        if (text == null || text.isEmpty()) {
            text =
                    font instanceof PDSimpleFont
                            ? Character.toString(code)
                            : Character.toString(REPLACEMENT);
            flags |= Glyphs.UNMAPPED;
            unmapped++;
        }
        boolean drawn =
                state.getTextState().getRenderingMode().isFill()
                        || state.getTextState().getRenderingMode().isStroke();
        if (!drawn || state.getNonStrokeAlphaConstant() <= 0) {
            flags |= Glyphs.INVISIBLE;
        }
        Mark mark = marks.peek();
        if (mark != null && mark.artifact()) {
            flags |= Glyphs.ARTIFACT;
        }
        int fontIndex = fonts.index(font);
        FontTable.Entry face = fonts.entry(fontIndex);
        AffineTransform place = new AffineTransform(matrix.toDisplay());
        place.concatenate(rendering.createAffineTransform());
        Rectangle2D clip = surroundings.of(state).clip();
        columns.next();
        boolean vertical = font.isVertical();
        double advance = vertical ? 1 : displacement.getX();
        int count = text.codePointCount(0, text.length());
        boolean together = RightToLeftLetters.isRightToLeft(text.codePointAt(0));
        int index = 0;
        for (int at = 0;
                at < text.length();
                at += Character.charCount(text.codePointAt(at)), index++) {
            int codePoint = text.codePointAt(at);
            // Letters of a right-to-left ligature share its place: LetterOrder knows them by it.
            double from = together ? 0 : advance * index / count;
            double to = together ? advance : advance * (index + 1) / count;
            Placement placed = Placement.of(place, from, to, face);
            double centreX = (placed.x0() + placed.x1()) / 2.0;
            double centreY = (placed.y0() + placed.y1()) / 2.0;
            boolean outside =
                    centreX < clip.getMinX()
                            || centreY < clip.getMinY()
                            || centreX > clip.getMaxX()
                            || centreY > clip.getMaxY();
            columns.addGlyph(
                    codePoint == 0 ? REPLACEMENT : codePoint,
                    placed,
                    fontIndex,
                    outside ? flags | Glyphs.CLIPPED : flags,
                    mark == null ? -1 : mark.mcid(),
                    fillColour.rgba(state));
        }
    }

    @Override
    public void drawImage(PDImage image) {
        if (images.size() == MOST_IMAGES) {
            imagesCut = true;
            return;
        }
        AffineTransform place = new AffineTransform(matrix.toDisplay());
        place.concatenate(
                getGraphicsState().getCurrentTransformationMatrix().createAffineTransform());
        Rectangle2D box =
                place.createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1)).getBounds2D();
        Surroundings.Around around = around();
        box = box.createIntersection(around.clip());
        if (box.getWidth() <= 0 || box.getHeight() <= 0) {
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("box", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        json.put("pixels", List.of(Math.max(0, image.getWidth()), Math.max(0, image.getHeight())));
        int painted = columns.next();
        if (around.clear() && Surroundings.hides(getGraphicsState(), image)) {
            json.put("covers", painted);
            columns.addCover(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        }
        images.add(json);
    }

    /** Where the next thing is painted. A layer may be off, so that nothing on it hides anything. */
    private Surroundings.Around around() {
        Surroundings.Around around = surroundings.of(getGraphicsState());
        Mark mark = marks.peek();
        return mark != null && mark.layer()
                ? new Surroundings.Around(around.clip(), false)
                : around;
    }

    @Override
    public void saveGraphicsState() {
        Surroundings.Around around = surroundings.of(getGraphicsState());
        super.saveGraphicsState();
        surroundings.put(getGraphicsState(), around);
    }

    @Override
    public void restoreGraphicsState() {
        surroundings.forget(getGraphicsState());
        super.restoreGraphicsState();
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        Surroundings.Around before =
                surroundings.enter(
                        Surroundings.inside(
                                form, getGraphicsState(), around(), matrix.toDisplay()));
        try {
            super.showForm(form);
        } finally {
            surroundings.enter(before);
        }
    }

    /** A group may be laid over the page as a whole, half transparent: nothing in it hides anything for sure. */
    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        Surroundings.Around before =
                surroundings.enter(new Surroundings.Around(around().clip(), false));
        try {
            super.showTransparencyGroup(form);
        } finally {
            surroundings.enter(before);
        }
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        path.rectangle(p0, p1, p2, p3);
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return path.current();
    }

    @Override
    public void closePath() {
        path.close();
    }

    @Override
    public void endPath() {
        path.discard();
    }

    @Override
    public void strokePath() {
        path.paint(getGraphicsState(), true, false, around());
    }

    @Override
    public void fillPath(int windingRule) {
        path.paint(getGraphicsState(), false, true, around());
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        path.paint(getGraphicsState(), true, true, around());
    }

    @Override
    public void clip(int windingRule) {
        Surroundings.Around outline = path.outline();
        if (outline != null) {
            PDGraphicsState state = getGraphicsState();
            surroundings.put(state, surroundings.of(state).within(outline.clip(), outline.clear()));
        }
    }

    @Override
    public void shadingFill(COSName shadingName) {}
}
