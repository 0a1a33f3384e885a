package io.pagebridge.document;

/**
 * One row of a table as a slice {@code [start, end)} of the table's passage (without its line break).
 *
 * @param depth of the row's label in the stub's hierarchy, from 0
 * @param parentRow index of the row whose label this one stands under, -1 for none
 */
public record TableRow(int start, int end, boolean header, int depth, int parentRow, int page) {}
