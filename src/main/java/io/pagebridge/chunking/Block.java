package io.pagebridge.chunking;

/**
 * An element, or one table over several, as the chunker sees it.
 *
 * @param level of a heading, 0 for the title; -1 for everything else
 * @param start neither the first nor the last character is blank
 * @param path of a heading: with itself
 * @param opensPage whether a page other than the first begins with it
 * @param table its rows, or null
 */
record Block(
        Kind kind,
        int level,
        int start,
        int end,
        int tokens,
        SectionPath path,
        boolean opensPage,
        TableRun table) {
    boolean isHeading() {
        return kind == Kind.HEADING;
    }

    Piece whole() {
        return new Piece(this, start, end, tokens, false, -1);
    }
}
