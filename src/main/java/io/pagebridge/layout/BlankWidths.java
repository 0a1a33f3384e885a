package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.Arrays;

/** How wide a blank is in each font of a page, in em, measured on the blanks that are really drawn. */
final class BlankWidths {
    /** Where a font draws no blanks. */
    static final double USUAL = 0.27;

    private BlankWidths() {}

    static double[] of(Page page) {
        Glyphs glyphs = page.glyphs();
        int fonts = page.fonts().size();
        double[] sum = new double[fonts];
        int[] count = new int[fonts];
        for (int i = 0; i < glyphs.count(); i++) {
            int font = glyphs.fontIndex(i);
            double size = Math.abs(glyphs.size()[i]);
            if (glyphs.codePoints()[i] == ' '
                    && !glyphs.is(i, Glyphs.GENERATED)
                    && font < fonts
                    && size > 0.5) {
                double width =
                        Math.max(
                                glyphs.x1()[i] - glyphs.x0()[i],
                                Frame.quarterOf(glyphs.angle()[i]) % 2 == 0
                                        ? 0
                                        : glyphs.y1()[i] - glyphs.y0()[i]);
                if (width > 0.1 * size && width < 1.2 * size) {
                    sum[font] += width / size;
                    count[font]++;
                }
            }
        }
        double[] blanks = new double[fonts];
        Arrays.setAll(blanks, f -> count[f] > 0 ? sum[f] / count[f] : USUAL);
        return blanks;
    }
}
