package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.List;

/** Words set at an angle that is no quarter turn, in the engine's order: stamps, watermarks, slanted labels. */
final class Oblique {
    private static final FontFace NO_FONT =
            new FontFace("", "", 400, false, false, false, false, 0.8, -0.2);

    private Oblique() {}

    static List<PageWord> words(Page page, int[] chosen) {
        Glyphs glyphs = page.glyphs();
        List<PageWord> words = new ArrayList<>();
        int start = 0;
        for (int k = 0; k <= chosen.length; k++) {
            boolean ends =
                    k == chosen.length
                            || Hygiene.isBlank(glyphs.codePoints()[chosen[k]])
                            || k > start && isApart(glyphs, chosen[k - 1], chosen[k]);
            if (ends && k > start) {
                add(words, page, chosen, start, k);
            }
            if (ends) {
                start =
                        k < chosen.length && !Hygiene.isBlank(glyphs.codePoints()[chosen[k]])
                                ? k
                                : k + 1;
            }
        }
        return words;
    }

    private static boolean isApart(Glyphs glyphs, int a, int b) {
        double size = Math.max(Math.abs(glyphs.size()[a]), Math.abs(glyphs.size()[b]));
        return Math.hypot(
                        glyphs.originX()[a] - glyphs.originX()[b],
                        glyphs.originY()[a] - glyphs.originY()[b])
                > 1.6 * size;
    }

    private static void add(List<PageWord> words, Page page, int[] chosen, int start, int end) {
        Glyphs glyphs = page.glyphs();
        StringBuilder text = new StringBuilder();
        Box box = glyphs.box(chosen[start]);
        for (int k = start; k < end; k++) {
            text.appendCodePoint(glyphs.codePoints()[chosen[k]]);
            box = box.union(glyphs.box(chosen[k]));
        }
        String clean = Hygiene.clean(text);
        if (clean.isEmpty()) {
            return;
        }
        int first = chosen[start];
        int font = glyphs.fontIndex(first);
        words.add(
                new PageWord(
                        clean,
                        box,
                        box.y1(),
                        Math.abs(glyphs.size()[first]),
                        font < page.fonts().size() ? page.fonts().get(font) : NO_FONT,
                        false,
                        glyphs.rgba()[first],
                        first,
                        glyphs.markedContentId()[first],
                        true,
                        false,
                        false,
                        false,
                        glyphs.confidenceOf(first),
                        glyphs.is(first, Glyphs.OCR),
                        end - start));
    }
}
