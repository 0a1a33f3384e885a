package io.pagebridge.layout;

import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.regex.Pattern;

/**
 * The fonts of a page with the weight and the pitch that they really have. What PDFs say of both is often wrong: a
 * weight is guessed from the width of the stems, and most type for listings is not marked as such.
 */
final class FontLooks {
    private static final Pattern BOLD =
            Pattern.compile(
                    "(?i)bold|black|heavy|demi|-medi(?!um)|^(cm|sf|ec|la)(ss)?(bx|b(?=\\d)|bsy|mib)[a-z]{0,3}\\d|^(sf|ec|la)(bl|bi|sx|so)\\d");

    /** Names that say of themselves that they are not bold; those of TeX's own type have no word for it. */
    private static final Pattern PLAIN =
            Pattern.compile(
                    "(?i)regular|roman|book|light|-reg|normal"
                            + "|^(cm|sf|ec|la)(r|ti|sl|mi|sy|ss|ssi|csc|tt|itt|sltt|rm|si|cc)\\d");

    private static final Pattern TYPEWRITER =
            Pattern.compile(
                    "(?i)courier|mono(?!type)|typewriter|consolas|menlo|monaco|inconsolata|sourcecode|fira ?code"
                            + "|cousine|letter ?gothic|fixedsys|^(cm|sf|ec|lm|la)[a-z]{0,2}tt[a-z]*\\d|\\btxtt");
    private static final int BOLD_WEIGHT = 700;
    private static final int PLAIN_WEIGHT = 400;

    /** Letters and signs of a font that must have been seen before their widths say anything. */
    private static final int FEWEST = 12;

    private static final double SAME = 0.015;
    private static final byte[] KINDS = kinds();

    private FontLooks() {}

    /** 1 for letters and signs that are narrow, 2 for those that are wide, wherever widths differ. */
    private static byte[] kinds() {
        byte[] kinds = new byte['~' + 1];
        "ijltfI.,:;'!|".chars().forEach(code -> kinds[code] = 1);
        "mwMWOQ@".chars().forEach(code -> kinds[code] = 2);
        return kinds;
    }

    static FontFace[] of(Page page) {
        FontFace[] fonts = page.fonts().toArray(new FontFace[0]);
        boolean[] even = evenWidths(page.glyphs(), fonts.length);
        for (int i = 0; i < fonts.length; i++) {
            fonts[i] = seen(fonts[i], even[i]);
        }
        return fonts;
    }

    private static FontFace seen(FontFace font, boolean even) {
        int weight = font.weight();
        if (BOLD.matcher(font.name()).find()) {
            weight = Math.max(BOLD_WEIGHT, weight);
        } else if (font.bold() && PLAIN.matcher(font.name()).find()) {
            weight = PLAIN_WEIGHT;
        }
        boolean fixed = font.fixedPitch() || even || TYPEWRITER.matcher(font.name()).find();
        if (weight == font.weight() && fixed == font.fixedPitch()) {
            return font;
        }
        return new FontFace(
                font.name(),
                font.family(),
                weight,
                font.italic(),
                fixed,
                font.serif(),
                font.symbolic(),
                font.ascent(),
                font.descent());
    }

    /** Which fonts give narrow and wide letters the same room. */
    private static boolean[] evenWidths(Glyphs glyphs, int fonts) {
        double[] least = new double[fonts];
        double[] most = new double[fonts];
        int[] count = new int[fonts];
        int[] kinds = new int[fonts];
        for (int i = 0; i < glyphs.count(); i++) {
            int code = glyphs.codePoints()[i];
            int font = glyphs.fontIndex(i);
            if (code <= ' ' || code > '~' || font >= fonts || glyphs.angle()[i] != 0) {
                continue;
            }
            double width = (glyphs.x1()[i] - glyphs.x0()[i]) / Math.max(0.1, glyphs.size()[i]);
            if (count[font]++ == 0) {
                least[font] = width;
                most[font] = width;
            }
            least[font] = Math.min(least[font], width);
            most[font] = Math.max(most[font], width);
            kinds[font] |= KINDS[code];
        }
        boolean[] even = new boolean[fonts];
        for (int font = 0; font < fonts; font++) {
            even[font] =
                    count[font] >= FEWEST
                            && kinds[font] == 3
                            && least[font] > 0.3
                            && most[font] - least[font] < SAME;
        }
        return even;
    }
}
