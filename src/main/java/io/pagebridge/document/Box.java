package io.pagebridge.document;

/**
 * An axis-parallel rectangle in PDF points. The origin is the top-left corner of the page as displayed (crop box and
 * rotation applied); x grows to the right, y downwards. INVARIANT: {@code x0 <= x1} and {@code y0 <= y1}, all finite.
 */
public record Box(double x0, double y0, double x1, double y1) {
    public Box {
        if (!(x0 <= x1 && y0 <= y1) || Double.isInfinite(x1 - x0) || Double.isInfinite(y1 - y0)) {
            throw new IllegalArgumentException("not a box: %s %s %s %s".formatted(x0, y0, x1, y1));
        }
    }

    /** The box spanned by two opposite corners, in whichever order they come. */
    public static Box ofCorners(double xa, double ya, double xb, double yb) {
        return new Box(Math.min(xa, xb), Math.min(ya, yb), Math.max(xa, xb), Math.max(ya, yb));
    }

    public double width() {
        return x1 - x0;
    }

    public double height() {
        return y1 - y0;
    }

    public double area() {
        return width() * height();
    }

    public double centerX() {
        return (x0 + x1) / 2;
    }

    public double centerY() {
        return (y0 + y1) / 2;
    }

    /** The smallest box that holds both. */
    public Box union(Box other) {
        return new Box(
                Math.min(x0, other.x0),
                Math.min(y0, other.y0),
                Math.max(x1, other.x1),
                Math.max(y1, other.y1));
    }

    public boolean contains(double x, double y) {
        return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    }

    public boolean contains(Box other) {
        return other.x0 >= x0 && other.x1 <= x1 && other.y0 >= y0 && other.y1 <= y1;
    }

    /** Whether the two share more than an edge. */
    public boolean overlaps(Box other) {
        return overlapX(other) > 0 && overlapY(other) > 0;
    }

    /** Length of the common horizontal range; negative is the gap between the two. */
    public double overlapX(Box other) {
        return Math.min(x1, other.x1) - Math.max(x0, other.x0);
    }

    /** Length of the common vertical range; negative is the gap between the two. */
    public double overlapY(Box other) {
        return Math.min(y1, other.y1) - Math.max(y0, other.y0);
    }

    /** This box with every side moved outwards by {@code margin} points. */
    public Box grow(double margin) {
        return ofCorners(x0 - margin, y0 - margin, x1 + margin, y1 + margin);
    }
}
