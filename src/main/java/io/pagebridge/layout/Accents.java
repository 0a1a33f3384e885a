package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;

/**
 * Accents that are drawn as glyphs of their own over a letter, as TeX does with its old fonts: "Universit\u00A8at" is
 * "Universit\u00E4t". The accent goes to the letter whose middle it stands over.
 */
final class Accents {
    /** The glyph takes no place in the text: it belongs to a letter near it. */
    static final int TAKEN = -1;

    private static final String SPACING =
            "\u00A8\u00B4`\u02C6\u02DC\u02C7\u02DA\u00B8\u00AF\u02D8\u02D9\u02DD\u02DB";
    private static final String COMBINING =
            "\u0308\u0301\u0300\u0302\u0303\u030C\u030A\u0327\u0304\u0306\u0307\u030B\u0328";

    /** How many glyphs the accent and its letter may be apart in the engine's order. */
    private static final int REACH = 2;

    private Accents() {}

    /** For each chosen glyph the combining mark that it gets, {@link #TAKEN} or 0; null where the page has none. */
    static int[] of(Glyphs glyphs, Frame frame, int[] chosen) {
        int[] marks = null;
        for (int k = 0; k < chosen.length; k++) {
            int accent = SPACING.indexOf(glyphs.codePoints()[chosen[k]]);
            if (accent < 0) {
                continue;
            }
            int letter = letter(glyphs, frame, chosen, k);
            if (letter >= 0 && (marks == null || marks[letter] == 0)) {
                marks = marks == null ? new int[chosen.length] : marks;
                marks[letter] = COMBINING.charAt(accent);
                marks[k] = TAKEN;
            }
        }
        return marks;
    }

    private static int letter(Glyphs glyphs, Frame frame, int[] chosen, int accent) {
        int a = chosen[accent];
        double middle = frame.u(middleX(glyphs, a), middleY(glyphs, a));
        double base = frame.v(glyphs.originX()[a], glyphs.originY()[a]);
        double size = Math.abs(glyphs.size()[a]);
        int best = -1;
        double nearest = 0.13 * size;
        for (int k = Math.max(0, accent - REACH);
                k <= Math.min(chosen.length - 1, accent + REACH);
                k++) {
            int b = chosen[k];
            if (k == accent || !Character.isLetter(glyphs.codePoints()[b])) {
                continue;
            }
            double distance = Math.abs(frame.u(middleX(glyphs, b), middleY(glyphs, b)) - middle);
            double height = frame.v(glyphs.originX()[b], glyphs.originY()[b]) - base;
            if (distance < nearest && Math.abs(height) < 0.4 * size) {
                nearest = distance;
                best = k;
            }
        }
        return best;
    }

    private static double middleX(Glyphs glyphs, int i) {
        return (glyphs.x0()[i] + glyphs.x1()[i]) / 2;
    }

    private static double middleY(Glyphs glyphs, int i) {
        return (glyphs.y0()[i] + glyphs.y1()[i]) / 2;
    }
}
