package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.FontFace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words on one baseline, in reading order. Size, font and baseline are those of the longest word in the size that most of
 * its glyphs have.
 *
 * @param size of the type that most of its glyphs have
 * @param bold all of its letters are bold
 * @param glyphs visible glyphs it stands for
 */
record Row(
        int page,
        List<PageWord> words,
        Box box,
        double base,
        double size,
        FontFace font,
        boolean bold,
        boolean italic,
        int rgba,
        int glyphs,
        String text) {

    /** INVARIANT: {@code words} is not empty and in reading order. */
    static Row of(int page, List<PageWord> words) {
        Box box = words.getFirst().box();
        PageWord main = words.getFirst();
        int glyphs = 0;
        int boldGlyphs = 0;
        int italicGlyphs = 0;
        for (PageWord word : words) {
            box = box.union(word.box());
            glyphs += word.glyphs();
            boldGlyphs += word.bold() ? word.glyphs() : 0;
            italicGlyphs += word.font().italic() ? word.glyphs() : 0;
            if (!word.raised() && (word.glyphs() > main.glyphs() || main.raised())) {
                main = word;
            }
        }
        main = ofUsualSize(words, main, glyphs);
        return new Row(
                page,
                List.copyOf(words),
                box,
                main.base(),
                main.size(),
                main.font(),
                boldGlyphs >= 0.9 * glyphs,
                italicGlyphs >= 0.9 * glyphs,
                main.rgba(),
                glyphs,
                joined(words));
    }

    /** {@code longest}, unless most glyphs have another size than it: then the longest word of that size. */
    private static PageWord ofUsualSize(List<PageWord> words, PageWord longest, int glyphs) {
        int same = 0;
        for (PageWord word : words) {
            same += isAsLarge(word, longest) ? word.glyphs() : 0;
        }
        if (2 * same >= glyphs) {
            return longest;
        }
        Map<Long, Integer> sizes = new HashMap<>();
        for (PageWord word : words) {
            sizes.merge(Math.round(4 * word.size()), word.glyphs(), Integer::sum);
        }
        long usual = Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
        PageWord best = null;
        for (PageWord word : words) {
            if (Math.round(4 * word.size()) == usual
                    && (best == null || word.glyphs() > best.glyphs())) {
                best = word;
            }
        }
        return best;
    }

    private static boolean isAsLarge(PageWord a, PageWord b) {
        return Math.abs(a.size() - b.size()) < 0.03 * b.size();
    }

    static String joined(List<PageWord> words) {
        StringBuilder text = new StringBuilder();
        for (PageWord word : words) {
            if (!text.isEmpty() && !word.glued()) {
                text.append(' ');
            }
            text.append(word.text());
        }
        return text.toString();
    }

    /** Set in fixed-pitch type, not only holding a word of it. */
    boolean fixedPitch() {
        int fixed = 0;
        for (PageWord word : words) {
            fixed += word.font().fixedPitch() ? word.glyphs() : 0;
        }
        return fixed > 0.85 * glyphs;
    }

    boolean rightToLeft() {
        int right = 0;
        for (PageWord word : words) {
            right += word.rightToLeft() ? word.glyphs() : 0;
        }
        return 2 * right > glyphs;
    }

    boolean artifact() {
        for (PageWord word : words) {
            if (!word.artifact()) {
                return false;
            }
        }
        return true;
    }

    /** The row cut where two neighbours stand further apart than {@code gap}, from left to right. */
    List<Row> cutAtGaps(double gap) {
        List<PageWord> sorted = RowBuilder.byX(words);
        List<Row> pieces = new ArrayList<>();
        List<PageWord> piece = new ArrayList<>();
        double end = 0;
        for (PageWord word : sorted) {
            if (!piece.isEmpty() && word.box().x0() - end > gap) {
                pieces.add(RowBuilder.row(page, piece));
                piece = new ArrayList<>();
            }
            end = piece.isEmpty() ? word.box().x1() : Math.max(end, word.box().x1());
            piece.add(word);
        }
        pieces.add(RowBuilder.row(page, piece));
        return pieces;
    }
}
