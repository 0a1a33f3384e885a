package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.Arrays;

/**
 * Letterspacing: in a run of letters that all stand apart, the usual distance is no blank. Digits in a row are numbers of an
 * axis or a listing, and fixed pitch is never spaced.
 */
final class Tracking {
    private static final int FEWEST_GAPS = 4;

    /** In points; what is usual in a letterspaced run is wider. */
    private static final double NARROWEST = 0.3;

    private Tracking() {}

    /** For each chosen glyph, how many points of the distance before it belong to the letterspacing of its run. */
    static double[] of(Page page, Frame frame, int[] chosen) {
        Glyphs glyphs = page.glyphs();
        double[] result = new double[chosen.length];
        double[] gaps = new double[chosen.length];
        int start = 0;
        int count = 0;
        for (int k = 1; k <= chosen.length; k++) {
            boolean breaks = k == chosen.length;
            double gap = 0;
            if (!breaks) {
                int a = chosen[k - 1];
                int b = chosen[k];
                double size = Math.max(0.1, Math.abs(glyphs.size()[b]));
                double baseA = frame.v(glyphs.originX()[a], glyphs.originY()[a]);
                double baseB = frame.v(glyphs.originX()[b], glyphs.originY()[b]);
                double end =
                        Math.max(
                                frame.u(glyphs.x0()[a], glyphs.y0()[a]),
                                frame.u(glyphs.x1()[a], glyphs.y1()[a]));
                double begin =
                        Math.min(
                                frame.u(glyphs.x0()[b], glyphs.y0()[b]),
                                frame.u(glyphs.x1()[b], glyphs.y1()[b]));
                gap = begin - end;
                breaks =
                        Math.abs(baseA - baseB) > 0.1 * size
                                || glyphs.font()[a] != glyphs.font()[b]
                                || Math.abs(glyphs.size()[a] - size) > 0.05 * size
                                || gap > 1.5 * size
                                || gap < -size;
            }
            if (breaks) {
                fill(result, gaps, start, k, count);
                start = k;
                count = 0;
            } else if (Character.isLetter(glyphs.codePoints()[chosen[k]])
                    && Character.isLetter(glyphs.codePoints()[chosen[k - 1]])
                    && !isFixedPitch(page, chosen[k])) {
                gaps[count++] = gap;
            }
        }
        return result;
    }

    private static boolean isFixedPitch(Page page, int glyph) {
        int font = page.glyphs().fontIndex(glyph);
        return font < page.fonts().size() && page.fonts().get(font).fixedPitch();
    }

    private static void fill(double[] result, double[] gaps, int start, int end, int count) {
        if (count < FEWEST_GAPS) {
            return;
        }
        int wide = 0;
        for (int i = 0; i < count; i++) {
            wide += gaps[i] > NARROWEST ? 1 : 0;
        }
        int middle = (count - 1) / 2;
        if (wide < count - middle) {
            // The median is narrow, as in nearly every run: no need to look for it.
            return;
        }
        double[] sorted = Arrays.copyOf(gaps, count);
        Arrays.sort(sorted);
        double usual = sorted[middle];
        if (sorted[count / 5] > 0.6 * usual) {
            Arrays.fill(result, start, end, usual);
        }
    }
}
