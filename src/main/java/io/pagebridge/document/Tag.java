package io.pagebridge.document;

import java.util.List;

/**
 * One node of a page's structure tree. Parents come before their children, siblings in reading order.
 *
 * @param parent index of the parent in the page's list, -1 for a root
 * @param type the PDF structure type, for example {@code H1}, {@code TD}
 * @param markedContentIds the marked content directly under this node, on this page
 * @param alternate alternative description, or null
 * @param actual replacement text, or null
 * @param scope of a table header cell ({@code Row}, {@code Column}, {@code Both}), or null
 */
public record Tag(
        int parent,
        String type,
        List<Integer> markedContentIds,
        String alternate,
        String actual,
        int rowSpan,
        int columnSpan,
        String scope) {
    public Tag {
        markedContentIds = List.copyOf(markedContentIds);
    }
}
