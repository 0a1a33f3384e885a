package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.FontFace;

/**
 * A run of glyphs without a blank while its place in the document is still open. Coordinates are those of its
 * {@link Frame}.
 *
 * @param base y of the baseline
 * @param order index of its first glyph in the engine's order
 * @param markedContent id of the marked content it was drawn in, -1 for none
 * @param raised a superscript or subscript
 * @param glued no blank stands between the word before it in its row and this one
 * @param glyphs visible glyphs it stands for
 */
record PageWord(
        String text,
        Box box,
        double base,
        double size,
        FontFace font,
        boolean bold,
        int rgba,
        int order,
        int markedContent,
        boolean artifact,
        boolean raised,
        boolean glued,
        boolean rightToLeft,
        double confidence,
        boolean recognised,
        int glyphs) {

    double width() {
        return box.width();
    }
}
