package io.pagebridge.engine;

import io.pagebridge.document.Glyphs;

/**
 * Puts the letters of one drawn glyph, such as the lam and alef of a ligature, into the order in which they are read.
 * Both engines turn every right-to-left stretch of letters round, also within a glyph, where they stood right already.
 */
final class LetterOrder {
    /** Shorter stretches may stand so because their letters are set one over the other. */
    private static final int SHORTEST = 3;

    private static final double LEAST_STEP = 0.1;
    private static final double MOST_STEP = 1.5;

    private LetterOrder() {}

    /** Called before anyone else sees the columns. */
    static void mend(Glyphs glyphs) {
        int start = 0;
        boolean rightToLeft = false;
        for (int i = 0; i <= glyphs.count(); i++) {
            if (i == glyphs.count() || !glyphs.sameDrawing(start, i)) {
                if (rightToLeft && i - start > 1) {
                    reverse(glyphs, start, i - 1);
                }
                start = i;
                rightToLeft = false;
            }
            rightToLeft |= i < glyphs.count() && isRightToLeft(glyphs.codePoints()[i]);
        }
    }

    /**
     * Turns stretches of right-to-left letters that come from left to right: PDFium does so to a word before a mark
     * that is drawn by itself. Letters that are read in this direction go to the left.
     */
    static void turn(Glyphs glyphs) {
        int start = 0;
        for (int i = 1; i <= glyphs.count(); i++) {
            if (i == glyphs.count() || !goesRight(glyphs, i - 1, i)) {
                if (i - start >= SHORTEST) {
                    for (int low = start, high = i - 1; low < high; low++, high--) {
                        glyphs.swap(low, high);
                    }
                }
                start = i;
            }
        }
    }

    private static boolean goesRight(Glyphs glyphs, int a, int b) {
        if (!isRightToLeft(glyphs.codePoints()[a]) || !isRightToLeft(glyphs.codePoints()[b])) {
            return false;
        }
        double angle = glyphs.angle()[a];
        double right = glyphs.originX()[b] - glyphs.originX()[a];
        double down = glyphs.originY()[b] - glyphs.originY()[a];
        double along = right * Math.cos(angle) + down * Math.sin(angle);
        double across = down * Math.cos(angle) - right * Math.sin(angle);
        double size = Math.max(1, glyphs.size()[a]);
        return along > LEAST_STEP * size
                && along < MOST_STEP * size
                && Math.abs(across) < LEAST_STEP * size;
    }

    private static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** Place and style are the same for all of them. */
    private static void reverse(Glyphs glyphs, int low, int high) {
        int[] codes = glyphs.codePoints();
        short[] flags = glyphs.flags();
        for (int i = low, j = high; i < j; i++, j--) {
            int code = codes[i];
            codes[i] = codes[j];
            codes[j] = code;
            short flag = flags[i];
            flags[i] = flags[j];
            flags[j] = flag;
        }
    }
}
