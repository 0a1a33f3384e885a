package io.pagebridge.chunking;

/**
 * Which rows of a table a chunk of type {@code table} holds.
 *
 * @param element index of the table in the document's element list; of the first one where tables that continue each
 *     other without anything between them are cut as one
 * @param firstRow first of its rows in the chunk, from 0; {@code lastRow} likewise and inclusive
 * @param rows how many rows the table has
 * @param part which of the {@code parts} chunks this is, from 0
 */
public record TablePart(int element, int firstRow, int lastRow, int rows, int part, int parts) {
    TablePart numbered(int number, int of) {
        return new TablePart(element, firstRow, lastRow, rows, number, of);
    }
}
