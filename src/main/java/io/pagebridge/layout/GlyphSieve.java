package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Image;
import io.pagebridge.document.Page;
import io.pagebridge.document.Rule;
import java.util.BitSet;

/**
 * Sorts the glyphs of a page into those a reader sees, those nobody sees and those drawn twice to look bold. An
 * invisible layer of recognised text under a scan is what the reader sees in the image, so it counts as seen.
 */
final class GlyphSieve {
    private static final double SMALLEST_READABLE = 1.0;
    private static final int NEARLY_WHITE = 0xF4;
    private static final int PAINT_BUDGET = 400_000;

    enum Fate {
        SEEN,
        HIDDEN,
        DUPLICATE,
        NOT_DRAWN
    }

    private final Page page;
    private final Glyphs glyphs;
    private BitSet[] painted;

    private GlyphSieve(Page page) {
        this.page = page;
        this.glyphs = page.glyphs();
    }

    static Fate[] sort(Page page) {
        return new GlyphSieve(page).sort();
    }

    private Fate[] sort() {
        int count = glyphs.count();
        Fate[] fates = new Fate[count];
        boolean textLayer = isTextLayerOfScan();
        Duplicates duplicates = new Duplicates(glyphs);
        BitSet covered = textLayer ? new BitSet() : Covers.covered(page);
        for (int i = 0; i < count; i++) {
            if (glyphs.is(i, Glyphs.GENERATED)) {
                fates[i] = Fate.NOT_DRAWN;
            } else if (!textLayer && (covered.get(i) || !isSeen(i))) {
                fates[i] = Fate.HIDDEN;
            } else if (duplicates.repeats(i)) {
                fates[i] = Fate.DUPLICATE;
            } else {
                fates[i] = Fate.SEEN;
            }
        }
        // What was painted over and then painted again is read once, where it is seen.
        for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
            fates[i] = duplicates.repeats(i) ? Fate.DUPLICATE : Fate.HIDDEN;
        }
        return fates;
    }

    private boolean isSeen(int i) {
        if (glyphs.is(i, Glyphs.INVISIBLE)
                || glyphs.is(i, Glyphs.CLIPPED)
                || Math.abs(glyphs.size()[i]) < SMALLEST_READABLE) {
            return false;
        }
        return !isPaper(glyphs.rgba()[i]) || isBackgroundPainted(i);
    }

    private static boolean isPaper(int rgba) {
        return (rgba >>> 24) >= NEARLY_WHITE
                && (rgba >>> 16 & 0xFF) >= NEARLY_WHITE
                && (rgba >>> 8 & 0xFF) >= NEARLY_WHITE;
    }

    /** An image over most of the page and nearly all glyphs invisible. */
    private boolean isTextLayerOfScan() {
        double covered = 0;
        for (Image image : page.images()) {
            covered = Math.max(covered, image.box().area());
        }
        if (covered < 0.5 * page.width() * page.height()) {
            return false;
        }
        int drawn = 0;
        int invisible = 0;
        for (int i = 0; i < glyphs.count(); i++) {
            if (!glyphs.is(i, Glyphs.GENERATED)) {
                drawn++;
                invisible += glyphs.is(i, Glyphs.INVISIBLE) ? 1 : 0;
            }
        }
        return drawn > 0 && invisible >= 0.9 * drawn;
    }

    private boolean isBackgroundPainted(int i) {
        if (painted == null) {
            painted = paint();
        }
        int y = (int) ((glyphs.y0()[i] + glyphs.y1()[i]) / 2);
        int x = (int) ((glyphs.x0()[i] + glyphs.x1()[i]) / 2);
        return y >= 0 && y < painted.length && x >= 0 && painted[y] != null && painted[y].get(x);
    }

    /** The page in points, with a bit where a coloured shape or an image lies. */
    private BitSet[] paint() {
        BitSet[] lines = new BitSet[(int) Math.min(20_000, Math.max(1, page.height() + 1))];
        int budget = PAINT_BUDGET;
        for (Rule rule : page.rules()) {
            if (rule.filled() && !isPaper(rule.fillRgba()) && (rule.fillRgba() & 0xFF) > 16) {
                budget -= fill(lines, rule.x0(), rule.y0(), rule.x1(), rule.y1(), budget);
            }
        }
        for (Image image : page.images()) {
            budget -=
                    fill(
                            lines,
                            image.box().x0(),
                            image.box().y0(),
                            image.box().x1(),
                            image.box().y1(),
                            budget);
        }
        return lines;
    }

    private int fill(BitSet[] lines, double x0, double y0, double x1, double y1, int budget) {
        int from = (int) Math.max(0, Math.min(y0, y1));
        int to = (int) Math.min(lines.length - 1.0, Math.max(y0, y1));
        int left = (int) Math.max(0, Math.min(x0, x1));
        int right = (int) Math.min(20_000, Math.max(x0, x1)) + 1;
        if (left >= right || to - from > budget) {
            return 0;
        }
        for (int y = from; y <= to; y++) {
            if (lines[y] == null) {
                lines[y] = new BitSet();
            }
            lines[y].set(left, right);
        }
        return Math.max(0, to - from + 1);
    }
}
