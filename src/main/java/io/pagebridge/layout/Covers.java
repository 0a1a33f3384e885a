package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Image;
import io.pagebridge.document.Page;
import io.pagebridge.document.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds text that was painted over: glyphs under an opaque rectangle or image that came later. Backgrounds come first and
 * hide nothing; nor does what lies over half of the page or more, a scan with its text under it or a layer that some
 * viewers show and others do not.
 */
final class Covers {
    private static final double BAND = 16;
    private static final int MOST_ENTRIES = 20_000;
    private static final double LARGEST = 0.5;

    /** How much of a loose box is left out at each side: it is as high as the font, not as the ink. */
    private static final double RIM = 0.25;

    private final Page page;
    private final Glyphs glyphs;
    private final List<Cover> covers = new ArrayList<>();
    private final List<List<Cover>> bands = new ArrayList<>();
    private int entries;

    private record Cover(Box box, int order, boolean image) {}

    private Covers(Page page) {
        this.page = page;
        this.glyphs = page.glyphs();
    }

    /** The covered ones among the glyphs that are drawn; empty for nearly every page. */
    static BitSet covered(Page page) {
        if (page.glyphs().paintOrder().length == 0) {
            return new BitSet();
        }
        Covers covers = new Covers(page);
        covers.collect();
        return covers.covers.isEmpty() ? new BitSet() : covers.find();
    }

    private void collect() {
        for (Rule rule : page.rules()) {
            if (rule.covers() > 0) {
                add(new Cover(rule.box(), rule.covers(), false));
            }
        }
        for (Image image : page.images()) {
            if (image.covers() > 0) {
                add(new Cover(image.box(), image.covers(), true));
            }
        }
    }

    private void add(Cover cover) {
        if (cover.box().area() >= LARGEST * page.width() * page.height()) {
            return;
        }
        int first = band(cover.box().y0());
        int last = band(cover.box().y1());
        entries += last - first + 1;
        if (entries > MOST_ENTRIES) {
            return;
        }
        covers.add(cover);
        while (bands.size() <= last) {
            bands.add(new ArrayList<>());
        }
        for (int band = first; band <= last; band++) {
            bands.get(band).add(cover);
        }
    }

    private int band(double y) {
        return (int) (Math.clamp(y, 0, Math.max(1, page.height())) / BAND);
    }

    private BitSet find() {
        BitSet underShapes = new BitSet();
        BitSet underImages = new BitSet();
        int drawn = 0;
        for (int i = 0; i < glyphs.count(); i++) {
            if (glyphs.is(i, Glyphs.GENERATED | Glyphs.INVISIBLE | Glyphs.CLIPPED)
                    || Hygiene.isBlank(glyphs.codePoints()[i])) {
                continue;
            }
            drawn++;
            Cover cover = over(i);
            if (cover != null) {
                (cover.image() ? underImages : underShapes).set(i);
            }
        }
        // Most of the text under pictures: a scan in pieces over the text that was read from it.
        if (2 * underImages.cardinality() <= drawn) {
            underShapes.or(underImages);
        }
        return underShapes;
    }

    private Cover over(int i) {
        int order = glyphs.paintOrder()[i];
        int band = band((glyphs.y0()[i] + glyphs.y1()[i]) / 2);
        if (order <= 0 || band >= bands.size()) {
            return null;
        }
        for (Cover cover : bands.get(band)) {
            if (cover.order() > order && holds(cover.box(), i)) {
                return cover;
            }
        }
        return null;
    }

    private boolean holds(Box box, int i) {
        double across = RIM * (glyphs.x1()[i] - glyphs.x0()[i]);
        double down = RIM * (glyphs.y1()[i] - glyphs.y0()[i]);
        return glyphs.x0()[i] + across >= box.x0()
                && glyphs.x1()[i] - across <= box.x1()
                && glyphs.y0()[i] + down >= box.y0()
                && glyphs.y1()[i] - down <= box.y1();
    }
}
