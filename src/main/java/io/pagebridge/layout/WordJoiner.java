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
            if (before != null && isDropCap(before, word)) {
                joined.set(joined.size() - 1, dropCap(before, word));
            } else if (before != null && word.glued() && belongTogether(before, word)) {
                joined.set(joined.size() - 1, merge(before, word));
            } else {
                joined.add(word);
            }
        }
        joined.sort(Comparator.comparingInt(PageWord::order));
        return joined;
    }

    /** One large capital whose word goes on beside its upper half. */
    private static boolean isDropCap(PageWord cap, PageWord word) {
        double gap = word.box().x0() - cap.box().x1();
        return cap.glyphs() == 1
                && Character.isUpperCase(cap.text().codePointAt(0))
                && cap.size() > 1.8 * word.size()
                && Character.isLetter(word.text().codePointAt(0))
                && gap > -0.3 * word.size()
                && gap < 0.9 * word.size()
                && word.base() < cap.base() - 0.5 * word.size()
                && word.base() > cap.base() - cap.size();
    }

    private static PageWord dropCap(PageWord cap, PageWord word) {
        PageWord whole = merge(word, cap);
        return new PageWord(
                cap.text() + word.text(),
                whole.box(),
                word.base(),
                word.size(),
                word.font(),
                word.bold(),
                word.rgba(),
                cap.order(),
                cap.markedContent(),
                word.artifact(),
                false,
                false,
                word.rightToLeft(),
                whole.confidence(),
                word.recognised(),
                whole.glyphs());
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
