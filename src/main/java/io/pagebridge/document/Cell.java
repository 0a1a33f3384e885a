package io.pagebridge.document;

/**
 * One cell of a table's grid.
 *
 * @param row from 0; {@code column} likewise
 * @param box of the text, null for an empty cell
 */
public record Cell(
        int row,
        int column,
        int rowSpan,
        int columnSpan,
        boolean header,
        String text,
        int page,
        Box box) {}
