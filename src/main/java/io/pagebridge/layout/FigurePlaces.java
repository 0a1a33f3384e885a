package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Element;
import io.pagebridge.document.Passage;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one page and their place in its reading order: beside their caption, else before the first text below.
 * A figure has the words that stand in it, and what its tag says about it; it may have neither.
 */
final class FigurePlaces {
    /** A caption stands so near its figure, in points. */
    private static final double NEAR = 36;

    private static final double INSIDE = 0.5;

    /** An image under more words than that is a background. */
    private static final int MOST_WORDS = 12;

    private final PageInk ink;
    private final List<Box> boxes = new ArrayList<>();
    private final Map<Box, String> texts;
    private final Map<Block, Box> worded = new IdentityHashMap<>();
    private final Map<Block, List<Element>> before = new IdentityHashMap<>();
    private final Map<Block, List<Element>> after = new IdentityHashMap<>();
    private final List<Element> last = new ArrayList<>();

    /** @param blocks of this page, in reading order */
    FigurePlaces(PageInk ink, List<Block> blocks, RepeatedFigures repeated) {
        this.ink = ink;
        for (Box box : ink.figures().boxes()) {
            if (!repeated.contains(box) && !isBackground(box)) {
                boxes.add(box);
            }
        }
        texts = AlternativeTexts.of(ink.page(), boxes);
        List<Box> wordless = new ArrayList<>(boxes);
        for (Block block : blocks) {
            Box box = block.kind() == Kind.FIGURE ? around(block) : null;
            if (box != null && wordless.remove(box)) {
                worded.put(block, box);
            }
        }
        wordless.forEach(box -> put(box, blocks));
    }

    List<Element> before(Block block) {
        return before.getOrDefault(block, List.of());
    }

    List<Element> after(Block block) {
        return after.getOrDefault(block, List.of());
    }

    /** Those without any text after them. */
    List<Element> last() {
        return last;
    }

    /** The element of a figure's labels with the whole figure's box and description. */
    Element whole(Block block, Element element) {
        Box box = worded.get(block);
        if (box == null || !(element instanceof Element.Figure figure)) {
            return element;
        }
        return new Element.Figure(
                figure.passage(),
                figure.evidence(),
                figure.page(),
                box.union(figure.box()),
                texts.get(box));
    }

    private boolean isBackground(Box box) {
        if (ink.figures().drawings().stream().anyMatch(box::contains)) {
            return false;
        }
        int words = 0;
        for (PageWord word : ink.words()) {
            Box place = ink.frame().turnBack(word.box());
            words += box.contains(place.centerX(), place.centerY()) ? 1 : 0;
        }
        return words > MOST_WORDS;
    }

    private Box around(Block block) {
        Box own = place(block);
        for (Box box : boxes) {
            double common = Math.max(0, box.overlapX(own)) * Math.max(0, box.overlapY(own));
            if (common >= INSIDE * own.area()) {
                return box;
            }
        }
        return null;
    }

    private static Box place(Block block) {
        return block.frame().turnBack(block.box());
    }

    private void put(Box box, List<Block> blocks) {
        Element figure =
                new Element.Figure(
                        Passage.EMPTY,
                        new Element.Evidence("picture", 0.8),
                        ink.page().number(),
                        box,
                        texts.get(box));
        Block below = null;
        Block caption = null;
        double nearest = NEAR;
        for (Block block : blocks) {
            Box place = place(block);
            if (place.overlapX(box) <= 0) {
                continue;
            }
            double gap = -place.overlapY(box);
            if (Figures.isCaption(block) && gap < nearest) {
                nearest = gap;
                caption = block;
            }
            below = below == null && place.y0() > box.centerY() ? block : below;
        }
        if (caption != null && place(caption).centerY() < box.centerY()) {
            after.computeIfAbsent(caption, ignored -> new ArrayList<>()).add(figure);
        } else if (caption != null || below != null) {
            Block next = caption != null ? caption : below;
            before.computeIfAbsent(next, ignored -> new ArrayList<>()).add(figure);
        } else {
            last.add(figure);
        }
    }
}
