package io.pagebridge.layout;

import io.pagebridge.document.Box;
import java.util.List;

/**
 * Rows of one page that belong together, on their way to becoming an element. Immutable: every pass makes new ones.
 *
 * @param lines its rows; copies share them
 * @param column reading-order number of the page's text column it stands in
 * @param grid the cells of a table, or null
 * @param level of a heading, depth of a list item
 * @param marker of a list item or a note, or null
 */
record Block(
        Kind kind,
        Frame frame,
        int page,
        int column,
        Lines lines,
        Grid grid,
        String reason,
        double confidence,
        int level,
        String marker) {

    enum Kind {
        PARAGRAPH,
        TITLE,
        HEADING,
        LIST_ITEM,
        TABLE,
        CAPTION,
        FOOTNOTE,
        CODE,
        FORMULA,
        CONTENTS,
        FIGURE,
        FURNITURE,
        HIDDEN
    }

    static Block of(Kind kind, Frame frame, int page, int column, List<Row> rows, String reason) {
        return new Block(kind, frame, page, column, new Lines(rows), null, reason, 0.9, 0, null);
    }

    Block as(Kind newKind, String newReason, double newConfidence) {
        return new Block(
                newKind, frame, page, column, lines, grid, newReason, newConfidence, level, marker);
    }

    Block withLevel(int value) {
        return new Block(kind, frame, page, column, lines, grid, reason, confidence, value, marker);
    }

    Block withMarker(String value, int depth) {
        return new Block(kind, frame, page, column, lines, grid, reason, confidence, depth, value);
    }

    Block withColumn(int value) {
        return new Block(kind, frame, page, value, lines, grid, reason, confidence, level, marker);
    }

    Block withRows(List<Row> value) {
        return new Block(
                kind,
                frame,
                page,
                column,
                new Lines(value),
                grid,
                reason,
                confidence,
                level,
                marker);
    }

    Block withGrid(Grid value) {
        return new Block(
                kind, frame, page, column, lines, value, reason, confidence, level, marker);
    }

    List<Row> rows() {
        return lines.rows();
    }

    Row first() {
        return rows().getFirst();
    }

    Row last() {
        return rows().getLast();
    }

    /** In the frame of its page. INVARIANT: a block without rows is a table and has a grid with words. */
    Box box() {
        Box box = lines.box();
        return box == null ? grid.box() : box;
    }

    double size() {
        return lines.size();
    }

    boolean bold() {
        return lines.isBold();
    }

    int length() {
        return lines.length();
    }

    /** Its rows joined by blanks; the canonical text is made elsewhere. */
    String text() {
        return lines.text();
    }
}
