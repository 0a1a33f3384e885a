package io.pagebridge.document;

import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Passage.PlacedWord;
import java.util.ArrayList;
import java.util.List;

/** Writes the canonical text of one document, element after element. Used once, by one thread. */
final class CanonicalTextWriter {
    private static final int LONGEST_SEPARATOR = 2;

    private final List<Integer> pageNumbers;
    private final int[] pageStarts;
    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private final ArrayList<PlacedWord> words = new ArrayList<>();

    /** How many of the pages have begun; the last of them is where the writer is. */
    private int pagesBegun;

    CanonicalTextWriter(List<Integer> pageNumbers) {
        this.pageNumbers = List.copyOf(pageNumbers);
        this.pageStarts = new int[pageNumbers.size()];
    }

    CanonicalText write(Content content) {
        reserve(content);
        Element before = null;
        for (int index = 0; index < content.elements().size(); index++) {
            Element element = content.elements().get(index);
            if (!element.inText()) {
                continue;
            }
            if (!element.passage().isEmpty()) {
                text.append(separator(before, element));
                before = element;
            }
            append(index, element);
        }
        return new CanonicalText(
                content.title(),
                content.language(),
                WellFormed.utf16(text.toString()),
                spans,
                words,
                pageSpans());
    }

    private void reserve(Content content) {
        int characters = 0;
        int placed = 0;
        for (Element element : content.elements()) {
            if (element.inText()) {
                characters += element.passage().text().length() + LONGEST_SEPARATOR;
                placed += element.passage().words().size();
            }
        }
        text.ensureCapacity(characters);
        words.ensureCapacity(placed);
    }

    private void append(int index, Element element) {
        int start = text.length();
        int firstWord = words.size();
        Element.Place place = element.place();
        if (place != null && !element.passage().isEmpty()) {
            reach(place.page(), start);
        }
        boolean first = true;
        for (PlacedWord placed : element.passage().words()) {
            int wordStart = start + placed.start();
            words.add(new PlacedWord(wordStart, start + placed.end(), placed.word()));
            reach(placed.word().page(), first ? start : wordStart);
            first = false;
        }
        text.append(element.passage().text());
        spans.add(new Span(index, element, start, text.length(), firstWord, words.size()));
    }

    /** Items of one list stand on lines of their own; everything else is set apart by an empty line. */
    private static String separator(Element before, Element element) {
        if (before == null) {
            return "";
        }
        boolean together =
                before.getClass() == element.getClass()
                        && (element instanceof Element.ListItem
                                || element instanceof Element.Contents
                                || element instanceof Element.FormValue);
        return together ? "\n" : "\n\n";
    }

    /** Lets every chosen page up to {@code page} begin at {@code offset}, if it has not begun before. */
    private void reach(int page, int offset) {
        while (pagesBegun < pageStarts.length && pageNumbers.get(pagesBegun) <= page) {
            pageStarts[pagesBegun++] = pagesBegun == 1 ? 0 : offset;
        }
    }

    private List<PageSpan> pageSpans() {
        reach(Integer.MAX_VALUE, text.length());
        List<PageSpan> pages = new ArrayList<>(pageStarts.length);
        for (int i = 0; i < pageStarts.length; i++) {
            int end = i + 1 < pageStarts.length ? pageStarts[i + 1] : text.length();
            pages.add(new PageSpan(pageNumbers.get(i), pageStarts[i], end));
        }
        return pages;
    }
}
