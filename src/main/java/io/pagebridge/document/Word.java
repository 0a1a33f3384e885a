package io.pagebridge.document;

/**
 * A run of glyphs without a blank, as it stands on its page.
 *
 * @param page 1-based
 * @param column which text column of the page it belongs to, from 0 in reading order; boxes are given per column
 * @param box of its glyphs
 * @param confidence 0 to 1; below 1 where the text was recognised
 * @param glyphs how many of the page's glyphs it stands for (glyph conservation is checked with it)
 */
public record Word(
        String text,
        int page,
        int column,
        Box box,
        double confidence,
        boolean recognised,
        int glyphs) {}
