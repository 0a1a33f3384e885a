package io.pagebridge.engine.pdfbox;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/**
 * The path under construction, taken apart when it is painted: each straight segment of a stroke, each rectangle, and
 * for everything else the bounding box of the subpath.
 */
final class PathCollector {
    private static final int SEGMENT = 0;
    private static final int RECTANGLE = 1;
    private static final int OTHER = 2;
    private static final int COVERS = 4;
    private static final double LEAST_COVER = 3;
    private static final int MOST_POINTS = 200_000;

    /** Corners this close to straight count as straight, in points. */
    private static final double STRAIGHT = 0.5;

    private final ContentColumns columns;
    private final AffineTransform toDisplay;
    private final FillColour colour = new FillColour();
    private final List<Subpath> subpaths = new ArrayList<>();
    private int points;
    private Point2D current;
    private Rectangle2D clip;

    /** Points in user space (already under the transformation matrix). */
    private static final class Subpath {
        private final List<Point2D> points = new ArrayList<>();
        private boolean curved;
        private boolean closed;
    }

    PathCollector(ContentColumns columns, AffineTransform toDisplay) {
        this.columns = columns;
        this.toDisplay = toDisplay;
    }

    Point2D current() {
        return current;
    }

    void rectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        moveTo(p0.getX(), p0.getY());
        lineTo(p1.getX(), p1.getY());
        lineTo(p2.getX(), p2.getY());
        lineTo(p3.getX(), p3.getY());
        close();
    }

    void moveTo(double x, double y) {
        if (points < MOST_POINTS) {
            subpaths.add(new Subpath());
        }
        add(x, y);
    }

    void lineTo(double x, double y) {
        if (subpaths.isEmpty()) {
            moveTo(x, y);
        } else {
            add(x, y);
        }
    }

    void curveTo(double x1, double y1, double x2, double y2, double x3, double y3) {
        lineTo(x1, y1);
        add(x2, y2);
        add(x3, y3);
        subpaths.getLast().curved = true;
    }

    void close() {
        if (!subpaths.isEmpty()) {
            Subpath last = subpaths.getLast();
            last.closed = true;
            if (!last.points.isEmpty()) {
                current = last.points.getFirst();
            }
        }
    }

    /** The box of the path so far, as displayed, and whether it is just that box; null for none. */
    Surroundings.Around outline() {
        Rectangle2D box = null;
        for (Subpath subpath : subpaths) {
            for (Point2D point : subpath.points) {
                Point2D shown = toDisplay.transform(point, null);
                if (box == null) {
                    box = new Rectangle2D.Double(shown.getX(), shown.getY(), 0, 0);
                }
                box.add(shown);
            }
        }
        return box == null ? null : new Surroundings.Around(box, isOneRectangle());
    }

    private boolean isOneRectangle() {
        if (subpaths.size() != 1 || subpaths.getFirst().curved) {
            return false;
        }
        List<Point2D> shown = new ArrayList<>();
        for (Point2D point : subpaths.getFirst().points) {
            shown.add(toDisplay.transform(point, null));
        }
        return isRectangle(shown, true);
    }

    void discard() {
        subpaths.clear();
        points = 0;
    }

    private void add(double x, double y) {
        current = new Point2D.Double(x, y);
        if (points++ < MOST_POINTS && !subpaths.isEmpty()) {
            subpaths.getLast().points.add(current);
        }
    }

    /** @param around the clip, and whether a rectangle painted here hides what lies under it */
    void paint(PDGraphicsState state, boolean stroked, boolean filled, Surroundings.Around around) {
        columns.next();
        clip = around.clip();
        boolean hides =
                filled
                        && subpaths.size() == 1
                        && around.clear()
                        && Surroundings.isPlain(state)
                        && !state.getNonStrokingColor().isPattern();
        int painted = (stroked ? 1 : 0) | (filled ? 2 : 0) | (hides ? COVERS : 0);
        double scale =
                Math.sqrt(
                        Math.abs(
                                state.getCurrentTransformationMatrix()
                                        .createAffineTransform()
                                        .getDeterminant()));
        float width = stroked ? (float) (state.getLineWidth() * scale) : 0;
        int stroke = stroked ? colour.strokeRgba(state) : 0;
        int fill = filled ? colour.rgba(state) : 0;
        for (Subpath subpath : subpaths) {
            paint(subpath, painted, width, stroke, fill);
        }
        discard();
    }

    private void paint(Subpath subpath, int painted, float width, int stroke, int fill) {
        List<Point2D> shown = new ArrayList<>();
        for (Point2D point : subpath.points) {
            shown.add(toDisplay.transform(point, null));
        }
        if (shown.size() < 2) {
            return;
        }
        if (!subpath.curved && isRectangle(shown, subpath.closed || (painted & 2) != 0)) {
            addBounds(RECTANGLE, painted, shown, width, stroke, fill);
        } else if (subpath.curved || (painted & 1) == 0) {
            addBounds(OTHER, painted & ~COVERS, shown, width, stroke, fill);
        } else {
            for (int i = 1; i < shown.size(); i++) {
                addSegment(shown.get(i - 1), shown.get(i), painted & ~COVERS, width, stroke, fill);
            }
            if (subpath.closed && shown.size() > 2) {
                addSegment(
                        shown.getLast(), shown.getFirst(), painted & ~COVERS, width, stroke, fill);
            }
        }
    }

    private static boolean isRectangle(List<Point2D> points, boolean closed) {
        boolean back =
                points.size() == 5 && points.getFirst().distance(points.getLast()) < STRAIGHT;
        if (!(points.size() == 4 && closed || back)) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            Point2D a = points.get(i);
            Point2D b = points.get((i + 1) % 4);
            if (Math.abs(a.getX() - b.getX()) > STRAIGHT
                    && Math.abs(a.getY() - b.getY()) > STRAIGHT) {
                return false;
            }
        }
        return true;
    }

    private void addSegment(Point2D a, Point2D b, int painted, float width, int stroke, int fill) {
        Point2D left = a.getX() <= b.getX() ? a : b;
        Point2D right = left == a ? b : a;
        columns.addPath(
                SEGMENT,
                painted,
                (float) left.getX(),
                (float) left.getY(),
                (float) right.getX(),
                (float) right.getY(),
                width,
                stroke,
                fill);
    }

    private void addBounds(
            int kind, int painted, List<Point2D> points, float width, int stroke, int fill) {
        double x0 = Double.POSITIVE_INFINITY;
        double y0 = Double.POSITIVE_INFINITY;
        double x1 = Double.NEGATIVE_INFINITY;
        double y1 = Double.NEGATIVE_INFINITY;
        for (Point2D point : points) {
            x0 = Math.min(x0, point.getX());
            y0 = Math.min(y0, point.getY());
            x1 = Math.max(x1, point.getX());
            y1 = Math.max(y1, point.getY());
        }
        x0 = Math.max(x0, clip.getMinX());
        y0 = Math.max(y0, clip.getMinY());
        x1 = Math.min(x1, clip.getMaxX());
        y1 = Math.min(y1, clip.getMaxY());
        if (x0 > x1 || y0 > y1) {
            return;
        }
        boolean small = x1 - x0 < LEAST_COVER || y1 - y0 < LEAST_COVER;
        columns.addPath(
                kind,
                small ? painted & ~COVERS : painted,
                (float) x0,
                (float) y0,
                (float) x1,
                (float) y1,
                width,
                stroke,
                fill);
    }
}
