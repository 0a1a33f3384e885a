package io.pagebridge.api;

import io.pagebridge.document.CanonicalText.PageSpan;
import java.util.List;

/** How many pages begin at or before a place in the text, counted as the text is written. */
final class PageBreaks {
    private final List<PageSpan> pages;
    private final boolean wanted;
    private int begun = 1;

    PageBreaks(List<PageSpan> pages, boolean wanted) {
        this.pages = pages;
        this.wanted = wanted;
    }

    /** Breaks to write before the text at {@code offset}; offsets never fall. */
    int before(int offset) {
        int breaks = 0;
        while (begun < pages.size() && pages.get(begun).start() <= offset) {
            begun++;
            breaks++;
        }
        return wanted ? breaks : 0;
    }

    /** Breaks of the pages after the last text. */
    int rest() {
        int breaks = Math.max(0, pages.size() - begun);
        begun = pages.size();
        return wanted ? breaks : 0;
    }
}
