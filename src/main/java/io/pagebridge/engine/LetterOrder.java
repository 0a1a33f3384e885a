package io.pagebridge.engine;

import io.pagebridge.document.Glyphs;

/**
 * Puts the letters of one drawn glyph, such as the lam and alef of a ligature, into the order in which they are read.
 * Both engines turn every right-to-left stretch of letters round, also within a glyph, where they stood right already.
 */
final class LetterOrder {
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
