package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;

/**
 * Finds Chinese, Japanese and Korean text written from top to bottom in columns from right to left. Its glyphs stand
 * upright, but follow each other downwards: seen from the right side of the page they are lines.
 */
final class VerticalWriting {
    /** Fewer below each other are a label in a narrow cell as well. */
    private static final int SHORTEST = 5;

    static final double ASIDE = 0.55;
    private static final double LEAST_STEP = 0.4;
    private static final double MOST_STEP = 1.9;

    private VerticalWriting() {}

    /** Gives the glyphs of vertical runs the quarter turn under which their columns are lines. */
    static void turn(Glyphs glyphs, int[] quarters) {
        int start = -1;
        int last = -1;
        int ideographs = 0;
        int count = 0;
        for (int i = 0; i <= glyphs.count(); i++) {
            boolean end = i == glyphs.count();
            if (!end && (glyphs.is(i, Glyphs.GENERATED) || quarters[i] != 0)) {
                continue;
            }
            if (end || last < 0 || !isBelow(glyphs, last, i)) {
                if (count >= SHORTEST && 2 * ideographs >= count) {
                    mark(glyphs, quarters, start, last);
                }
                start = i;
                ideographs = 0;
                count = 0;
            }
            if (!end) {
                count++;
                ideographs += Passages.isIdeographic(glyphs.codePoints()[i]) ? 1 : 0;
                last = i;
            }
        }
    }

    private static void mark(Glyphs glyphs, int[] quarters, int from, int to) {
        for (int i = from; i <= to; i++) {
            if (!glyphs.is(i, Glyphs.GENERATED)) {
                quarters[i] = 1;
            }
        }
    }

    private static boolean isBelow(Glyphs glyphs, int a, int b) {
        double size = Math.max(1, glyphs.size()[a]);
        double left = Math.abs(glyphs.x0()[b] - glyphs.x0()[a]);
        double right = Math.abs(glyphs.x1()[b] - glyphs.x1()[a]);
        double down = (glyphs.y0()[b] + glyphs.y1()[b] - glyphs.y0()[a] - glyphs.y1()[a]) / 2;
        return Math.min(left, right) < ASIDE * size
                && down > LEAST_STEP * size
                && down < MOST_STEP * size;
    }
}
