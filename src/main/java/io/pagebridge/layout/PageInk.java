package io.pagebridge.layout;

import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one page, before anything is decided about them.
 *
 * @param frame of the page's main direction of writing
 * @param words in that direction, in the engine's order
 * @param sideways words in other directions, each list in its own frame
 * @param oblique words that run neither across nor up or down, such as a stamp over the page
 * @param hidden words that no reader sees, in the main frame
 * @param visibleGlyphs what the words stand for together; each must end up in exactly one element
 * @param figures where pictures and drawings stand
 */
record PageInk(
        Page page,
        Frame frame,
        List<PageWord> words,
        List<Sideways> sideways,
        List<PageWord> oblique,
        List<PageWord> hidden,
        int visibleGlyphs,
        PageFigures figures) {

    /** In quarters of a turn; a crooked scan stays below. */
    private static final double OBLIQUE = 0.12;

    record Sideways(Frame frame, List<PageWord> words) {}

    private static boolean isOblique(double angle) {
        double quarters = angle / (Math.PI / 2);
        return Math.abs(quarters - Math.round(quarters)) > OBLIQUE;
    }

    static PageInk of(Page page) {
        Glyphs glyphs = page.glyphs();
        GlyphSieve.Fate[] fates = GlyphSieve.sort(page);
        int[] quarters = new int[glyphs.count()];
        int[] votes = new int[4];
        boolean[] oblique = new boolean[quarters.length];
        for (int i = 0; i < quarters.length; i++) {
            quarters[i] = Frame.quarterOf(glyphs.angle()[i]);
        }
        VerticalWriting.turn(glyphs, quarters);
        for (int i = 0; i < quarters.length; i++) {
            oblique[i] = isOblique(glyphs.angle()[i]);
            if (oblique[i]) {
                continue;
            }
            if (fates[i] == GlyphSieve.Fate.SEEN && !Hygiene.isBlank(glyphs.codePoints()[i])) {
                votes[quarters[i]]++;
            }
        }
        int main = 0;
        for (int q = 1; q < 4; q++) {
            main = votes[q] > votes[main] ? q : main;
        }
        Frame frame = new Frame(main, page.width(), page.height());
        FontFace[] fonts = FontLooks.of(page);
        List<PageWord> words = List.of();
        List<Sideways> sideways = new ArrayList<>();
        int visible = 0;
        for (int q = 0; q < 4; q++) {
            if (votes[q] == 0) {
                continue;
            }
            int quarter = q;
            int[] chosen =
                    WordBuilder.choose(
                            quarters.length,
                            i ->
                                    fates[i] == GlyphSieve.Fate.SEEN
                                            && quarters[i] == quarter
                                            && !oblique[i]);
            Frame turned = new Frame(q, page.width(), page.height());
            List<PageWord> built = WordBuilder.words(page, turned, fonts, chosen);
            for (PageWord word : built) {
                visible += word.glyphs();
            }
            if (q == main) {
                words = built;
            } else {
                sideways.add(new Sideways(turned, built));
            }
        }
        List<PageWord> slanted =
                Oblique.words(
                        page,
                        WordBuilder.choose(
                                quarters.length,
                                i -> fates[i] == GlyphSieve.Fate.SEEN && oblique[i]));
        for (PageWord word : slanted) {
            visible += word.glyphs();
        }
        int[] hidden = WordBuilder.choose(quarters.length, i -> fates[i] == GlyphSieve.Fate.HIDDEN);
        return new PageInk(
                page,
                frame,
                words,
                List.copyOf(sideways),
                slanted,
                hidden.length == 0 ? List.of() : WordBuilder.words(page, frame, fonts, hidden),
                visible,
                PageFigures.of(page));
    }
}
