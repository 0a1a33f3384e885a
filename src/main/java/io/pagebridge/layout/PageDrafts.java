package io.pagebridge.layout;

import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pages of one document that have arrived so far, each worked on as far as it can be while the next ones are read:
 * words and rows at once; blocks a few pages later, with what the pages around say about running headers and about the
 * body's type. The whole document has the last word, so that {@link LayoutAnalyzer} gives the same with and without
 * this. One thread; linear in the pages.
 */
public final class PageDrafts {
    /** Pages between two looks at what repeats; a shorter document is not worth it. */
    private static final int STRIDE = 8;

    /** Pages that are looked at together. */
    private static final int WINDOW = 32;

    private final List<OutlineEntry> outline;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Page, Draft> byPage = new IdentityHashMap<>();
    private BodyStyle body;
    private Prominence prominence;

    PageDrafts(List<OutlineEntry> outline) {
        this.outline = outline;
    }

    /** The next page in the document's order. */
    public void add(Page page) {
        Draft draft = Draft.of(page);
        drafts.add(draft);
        byPage.put(page, draft);
        if (drafts.size() % STRIDE == 0) {
            expect();
        }
    }

    /** What is known of a page, whether or not it was added. */
    Draft of(Page page) {
        Draft known = byPage.get(page);
        return known == null ? Draft.of(page) : known;
    }

    private void expect() {
        // Each time the document has doubled, so that all looks together are linear in its length.
        if (Integer.bitCount(drafts.size() / STRIDE) == 1) {
            body = BodyStyle.of(drafts.stream().map(Draft::census).toList());
            prominence = new Prominence(body, outline);
        }
        List<Draft> window = drafts.subList(Math.max(0, drafts.size() - WINDOW), drafts.size());
        List<Set<Row>> furniture =
                Furniture.find(window.stream().map(Draft::edges).toList(), prominence);
        for (int i = window.size() - STRIDE; i < window.size(); i++) {
            window.get(i).expect(furniture.get(i), body);
        }
    }
}
