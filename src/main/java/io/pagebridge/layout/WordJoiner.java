package io.pagebridge.layout;

import io.pagebridge.document.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins pieces of one word that the engine read apart, for example the letters after a drop cap or in small caps. */
final class WordJoiner {
    private WordJoiner() {}

    /** @param words in the engine's order; the result is in the engine's order too */
    static List<PageWord> join(List<PageWord> words) {
        List<PageWord> joined = new ArrayList<>(words.size());
        for (PageWord word : words) {
            PageWord before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && word.glued() && belongTogether(before, word)) {
                joined.set(joined.size() - 1, merge(before, word));
            } else {
                joined.add(word);
            }
        }
        joined.sort(Comparator.comparingInt(PageWord::order));
        return joined;
    }

    private static boolean belongTogether(PageWord a, PageWord b) {
        double size = Math.min(a.size(), b.size());
        return !a.raised()
                && !b.raised()
                && !a.rightToLeft()
                && !b.rightToLeft()
                && Math.abs(a.base() - b.base()) < 0.1 * size
                && Math.abs(b.box().x0() - a.box().x1()) < 0.12 * size;
    }

    static PageWord merge(PageWord a, PageWord b) {
        Box box = a.box().union(b.box());
        int glyphs = a.glyphs() + b.glyphs();
        PageWord main = a.glyphs() >= b.glyphs() ? a : b;
        return new PageWord(
                a.text() + b.text(),
                box,
                a.base(),
                Math.max(a.size(), b.size()),
                main.font(),
                main.bold(),
                main.rgba(),
                a.order(),
                a.markedContent(),
                a.artifact() && b.artifact(),
                false,
                a.glued(),
                main.rightToLeft(),
                (a.confidence() * a.glyphs() + b.confidence() * b.glyphs()) / glyphs,
                a.recognised(),
                glyphs);
    }
}
