package io.pagebridge.layout;

import io.pagebridge.document.Box;

/**
 * The page turned by quarters so that one direction of writing runs left to right. Layout works in the frame of the
 * page's main direction; boxes are turned back when they leave.
 *
 * @param quarters how many times 90 degrees clockwise the text stands rotated on the displayed page
 * @param width of the displayed page, not of the frame
 */
record Frame(int quarters, double width, double height) {

    /** The nearest quarter of an angle in radians, clockwise. */
    static int quarterOf(double angle) {
        return Math.floorMod((int) Math.round(angle / (Math.PI / 2)), 4);
    }

    double u(double x, double y) {
        return switch (quarters) {
            case 1 -> y;
            case 2 -> width - x;
            case 3 -> height - y;
            default -> x;
        };
    }

    double v(double x, double y) {
        return switch (quarters) {
            case 1 -> width - x;
            case 2 -> height - y;
            case 3 -> x;
            default -> y;
        };
    }

    double frameHeight() {
        return quarters % 2 == 0 ? height : width;
    }

    Box turn(double x0, double y0, double x1, double y1) {
        return quarters == 0
                ? Box.ofCorners(x0, y0, x1, y1)
                : Box.ofCorners(u(x0, y0), v(x0, y0), u(x1, y1), v(x1, y1));
    }

    Box turn(Box box) {
        return turn(box.x0(), box.y0(), box.x1(), box.y1());
    }

    /** From the frame to the displayed page; no box that leaves sticks out of it. */
    Box turnBack(Box box) {
        Box turned = turnedBack(box);
        return new Box(
                Math.clamp(turned.x0(), 0, width),
                Math.clamp(turned.y0(), 0, height),
                Math.clamp(turned.x1(), 0, width),
                Math.clamp(turned.y1(), 0, height));
    }

    private Box turnedBack(Box box) {
        return switch (quarters) {
            case 1 -> Box.ofCorners(width - box.y0(), box.x0(), width - box.y1(), box.x1());
            case 2 ->
                    Box.ofCorners(
                            width - box.x0(),
                            height - box.y0(),
                            width - box.x1(),
                            height - box.y1());
            case 3 -> Box.ofCorners(box.y0(), height - box.x0(), box.y1(), height - box.x1());
            default -> box;
        };
    }
}
