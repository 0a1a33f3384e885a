package io.pagebridge.chunking;

import io.pagebridge.document.Element;

/** How the chunker treats an element. */
enum Kind {
    HEADING,
    PROSE,
    LIST,
    TABLE,
    CODE,
    FIGURE,
    CAPTION,
    FOOTNOTE,
    /** Lines that each stand for themselves: contents, form values. */
    LINES;

    static Kind of(Element element) {
        return switch (element) {
            case Element.Title ignored -> HEADING;
            case Element.Heading ignored -> HEADING;
            case Element.Paragraph ignored -> PROSE;
            case Element.ListItem ignored -> LIST;
            case Element.Table ignored -> TABLE;
            case Element.Caption ignored -> CAPTION;
            case Element.Footnote ignored -> FOOTNOTE;
            case Element.Code ignored -> CODE;
            case Element.Formula ignored -> PROSE;
            case Element.Figure ignored -> FIGURE;
            case Element.Contents ignored -> LINES;
            case Element.FormValue ignored -> LINES;
            case Element.Comment ignored -> PROSE;
            case Element.Furniture ignored -> LINES;
            case Element.Hidden ignored -> LINES;
        };
    }

    /** Whether a caption can belong to it. */
    boolean hasCaption() {
        return this == TABLE || this == FIGURE || this == CODE;
    }

    /** Whether its lines mean something, and are cut last. */
    boolean isLines() {
        return switch (this) {
            case CODE, LINES, TABLE, FIGURE -> true;
            case HEADING, PROSE, LIST, CAPTION, FOOTNOTE -> false;
        };
    }

    /** Whether a part of it may begin with a repetition of the part before. */
    boolean overlaps() {
        return this == PROSE || this == LIST || this == FOOTNOTE;
    }

    /** The type of a chunk that is mostly this; headings and captions have no say. */
    ChunkType type() {
        return switch (this) {
            case LIST -> ChunkType.LIST;
            case TABLE -> ChunkType.TABLE;
            case CODE -> ChunkType.CODE;
            case FIGURE -> ChunkType.FIGURE;
            case HEADING, PROSE, CAPTION, FOOTNOTE, LINES -> ChunkType.TEXT;
        };
    }
}
