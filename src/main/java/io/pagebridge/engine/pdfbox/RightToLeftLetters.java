package io.pagebridge.engine.pdfbox;

import static java.lang.Character.DIRECTIONALITY_ARABIC_NUMBER;
import static java.lang.Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR;
import static java.lang.Character.DIRECTIONALITY_EUROPEAN_NUMBER;
import static java.lang.Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR;
import static java.lang.Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR;
import static java.lang.Character.DIRECTIONALITY_LEFT_TO_RIGHT;
import static java.lang.Character.DIRECTIONALITY_RIGHT_TO_LEFT;
import static java.lang.Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;

/**
 * Brings the letters of right-to-left words into the order in which they are read. Content streams draw them from left
 * to right more often than not; PDFium turns them round by itself, PDFBox gives them as they were drawn.
 *
 * <p>As with PDFium, a stretch is turned as a whole, also within a glyph that stands for several letters; {@link
 * io.pagebridge.engine.PageContentDecoder} turns those back for both engines.
 */
final class RightToLeftLetters {
    /** A wider gap between two glyphs, in sizes of the font, ends a word. */
    private static final double GAP = 0.2;

    private final ContentColumns glyphs;

    RightToLeftLetters(ContentColumns glyphs) {
        this.glyphs = glyphs;
    }

    /** Once, when the page has been read. */
    void turn() {
        int count = glyphs.glyphs();
        for (int start = 0; start < count; ) {
            if (Character.isWhitespace(glyphs.codePoint(start))) {
                start++;
                continue;
            }
            int end = start + 1;
            boolean some = isRightToLeft(glyphs.codePoint(start));
            while (end < count && belongs(end - 1, end)) {
                some |= isRightToLeft(glyphs.codePoint(end++));
            }
            if (some) {
                turn(start, end);
            }
            start = end;
        }
    }

    private boolean belongs(int last, int next) {
        return !Character.isWhitespace(glyphs.codePoint(next))
                && glyphs.gap(last, next) < GAP * Math.max(1, glyphs.size(last));
    }

    private void turn(int start, int end) {
        if (drawnLeftToRight(start, end)) {
            reverse(start, end);
            numbersBack(start, end);
            return;
        }
        for (int first = start; first < end; ) {
            int next = first + 1;
            while (next < end && glyphs.sameDrawing(first, next)) {
                next++;
            }
            if (isRightToLeft(glyphs.codePoint(first))) {
                reverse(first, next);
            }
            first = next;
        }
    }

    /** By its first and last right-to-left letters that are two drawings. */
    private boolean drawnLeftToRight(int start, int end) {
        int first = start;
        while (!isRightToLeft(glyphs.codePoint(first))) {
            first++;
        }
        int last = end - 1;
        while (!isRightToLeft(glyphs.codePoint(last))) {
            last--;
        }
        return glyphs.sameDrawing(first, last)
                ? last - first + 1 < end - start
                : glyphs.along(first, last) > 0;
    }

    /** Numbers and words of the other direction inside it stood right. */
    private void numbersBack(int start, int end) {
        for (int first = start; first < end; first++) {
            if (!isLeftToRight(glyphs.codePoint(first))) {
                continue;
            }
            int last = first;
            for (int i = first + 1; i < end && isNumberOrLeftToRight(glyphs.codePoint(i)); i++) {
                last = i;
            }
            reverse(first, last + 1);
            first = last;
        }
    }

    private void reverse(int start, int end) {
        for (int low = start, high = end - 1; low < high; low++, high--) {
            glyphs.swap(low, high);
        }
    }

    static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isLeftToRight(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == DIRECTIONALITY_LEFT_TO_RIGHT
                || direction == DIRECTIONALITY_EUROPEAN_NUMBER
                || direction == DIRECTIONALITY_ARABIC_NUMBER;
    }

    private static boolean isNumberOrLeftToRight(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return isLeftToRight(codePoint)
                || direction == DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR
                || direction == DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR
                || direction == DIRECTIONALITY_COMMON_NUMBER_SEPARATOR;
    }
}
