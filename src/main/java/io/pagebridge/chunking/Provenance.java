package io.pagebridge.chunking;

import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Element;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.document.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a slice of the canonical text stands on the pages and how sure its characters are.
 *
 * @param confidence mean over the characters of its words; 1 where there are none
 * @param ocr whether any word was recognised
 */
record Provenance(List<Integer> pages, List<PageBox> boxes, double confidence, boolean ocr) {
    /** Half the width given to a box without any, so that x0 &lt; x1 and y0 &lt; y1. */
    private static final double HAIR = 0.25;

    private record Column(int page, int column) {}

    /** Words that only partly lie in {@code [start, end)} count as in it. */
    static Provenance of(CanonicalText text, int start, int end) {
        TreeSet<Integer> pages = new TreeSet<>();
        Map<Column, Box> boxes = new LinkedHashMap<>();
        double sum = 0;
        long characters = 0;
        boolean ocr = false;
        List<PlacedWord> words = text.words();
        Column column = null;
        Box box = null;
        for (int i = text.firstWordAfter(start); i < words.size(); i++) {
            PlacedWord placed = words.get(i);
            if (placed.start() >= end) {
                break;
            }
            Word word = placed.word();
            int length = placed.end() - placed.start();
            // Words of one column come one after the other: seldom is anything to look up.
            if (column == null
                    || column.page() != word.page()
                    || column.column() != word.column()) {
                if (column != null) {
                    boxes.merge(column, box, Box::union);
                }
                column = new Column(word.page(), word.column());
                box = word.box();
                pages.add(word.page());
            } else if (!box.contains(word.box())) {
                box = box.union(word.box());
            }
            sum += word.confidence() * length;
            characters += length;
            ocr |= word.recognised();
        }
        if (column != null) {
            boxes.merge(column, box, Box::union);
        }
        addWordless(text, start, end, pages, boxes);
        addTouchedPages(text, start, end, pages);
        return new Provenance(
                List.copyOf(pages), ordered(boxes), characters == 0 ? 1 : sum / characters, ocr);
    }

    /** A form value, a comment, a figure known only by its description have no words: their own box stands for them. */
    private static void addWordless(
            CanonicalText text,
            int start,
            int end,
            TreeSet<Integer> pages,
            Map<Column, Box> boxes) {
        for (int i = firstSpanAfter(text.spans(), start); i < text.spans().size(); i++) {
            Span span = text.spans().get(i);
            if (span.start() >= end) {
                return;
            }
            Element.Place place = span.element().place();
            if (place != null && span.firstWord() == span.lastWord() && !span.isEmpty()) {
                pages.add(place.page());
                boxes.merge(new Column(place.page(), 0), place.box(), Box::union);
            }
        }
    }

    private static void addTouchedPages(
            CanonicalText text, int start, int end, TreeSet<Integer> pages) {
        List<PageSpan> spans = text.pages();
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end() > start) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        for (int i = low; i < spans.size() && spans.get(i).start() < end; i++) {
            PageSpan page = spans.get(i);
            int from = Math.max(start, page.start());
            int to = Math.min(end, page.end());
            if (Blanks.skip(text.text(), from, to) < to) {
                pages.add(page.number());
            }
        }
    }

    private static int firstSpanAfter(List<Span> spans, int offset) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static List<PageBox> ordered(Map<Column, Box> boxes) {
        List<PageBox> ordered = new ArrayList<>(boxes.size());
        boxes.forEach((column, box) -> ordered.add(new PageBox(column.page(), visible(box))));
        ordered.sort((a, b) -> Integer.compare(a.page(), b.page()));
        return ordered;
    }

    private static Box visible(Box box) {
        double moreX = box.width() > 0 ? 0 : HAIR;
        double moreY = box.height() > 0 ? 0 : HAIR;
        return new Box(box.x0() - moreX, box.y0() - moreY, box.x1() + moreX, box.y1() + moreY);
    }
}
