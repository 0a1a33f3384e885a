package io.pagebridge.verification;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;

/**
 * Tells which pages deserve a second reading although the first engine read them. Pure; linear in the glyphs.
 *
 * <p>Signs: a font without good Unicode values for more than {@value #MOST_UNMAPPED} of the glyphs; replacement,
 * private-use and control characters for more than {@value #MOST_ODD}; or a long text in Latin letters in which the letters
 * {@code a e i n o r s t} are rare, as a substitution cipher of a broken encoding makes it (in the languages written in
 * Latin letters these eight are 0.55 to 0.70 of the text, under a random substitution about 0.31).
 */
public final class Suspicion {
    static final double MOST_UNMAPPED = 0.15;
    static final double MOST_ODD = 0.05;
    private static final String COMMON_LETTERS = "aeinorst";
    private static final double FEWEST_COMMON = 0.42;
    private static final int ENOUGH_LETTERS = 200;

    private Suspicion() {}

    /** Whether the page's text cannot be trusted as it stands. Recognised pages are judged by their confidence. */
    public static boolean isGarbled(Page page) {
        if (page.ocr() != null) {
            return false;
        }
        Glyphs glyphs = page.glyphs();
        int drawn = 0;
        int odd = 0;
        int letters = 0;
        int common = 0;
        for (int i = 0; i < glyphs.count(); i++) {
            int codePoint = glyphs.codePoints()[i];
            if (glyphs.is(i, Glyphs.GENERATED | Glyphs.INVISIBLE | Glyphs.CLIPPED)
                    || Character.isWhitespace(codePoint)) {
                continue;
            }
            drawn++;
            if (isOdd(codePoint)) {
                odd++;
            }
            int lower = codePoint | 0x20;
            if (lower >= 'a' && lower <= 'z') {
                letters++;
                if (COMMON_LETTERS.indexOf(lower) >= 0) {
                    common++;
                }
            }
        }
        if (drawn == 0) {
            return false;
        }
        boolean cipher = letters >= ENOUGH_LETTERS && (double) common / letters < FEWEST_COMMON;
        return page.unmapped() > MOST_UNMAPPED || (double) odd / drawn > MOST_ODD || cipher;
    }

    private static boolean isOdd(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return false;
        }
        int type = Character.getType(codePoint);
        return codePoint == 0xFFFD
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.CONTROL;
    }
}
