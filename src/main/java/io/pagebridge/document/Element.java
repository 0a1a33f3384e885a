package io.pagebridge.document;

import java.util.List;

/**
 * A typed piece of the document in reading order, made by layout. Only {@link Furniture} and {@link Hidden} are outside
 * the canonical text.
 */
public sealed interface Element {
    /** Its text and where each word stands. */
    Passage passage();

    /** Which evidence made it what it is, and how sure that is. */
    Evidence evidence();

    /**
     * @param reason stable and short, for example {@code tags}, {@code outline}, {@code style}, {@code lattice}
     * @param confidence 0 to 1
     */
    record Evidence(String reason, double confidence) {}

    /** The name used in answers: lower case, words joined by {@code _}. */
    default String type() {
        return switch (this) {
            case Title ignored -> "title";
            case Heading ignored -> "heading";
            case Paragraph ignored -> "paragraph";
            case ListItem ignored -> "list_item";
            case Table ignored -> "table";
            case Caption ignored -> "caption";
            case Footnote ignored -> "footnote";
            case Code ignored -> "code";
            case Formula ignored -> "formula";
            case Figure ignored -> "figure";
            case Contents ignored -> "contents";
            case FormValue ignored -> "form_value";
            case Comment ignored -> "comment";
            case Furniture ignored -> "furniture";
            case Hidden ignored -> "hidden";
        };
    }

    /** A page, 1-based, and a box on it. */
    record Place(int page, Box box) {}

    /** Where it stands by itself and not by its words, which it may lack; null for all that is made of words. */
    default Place place() {
        Place place =
                switch (this) {
                    case Figure figure -> new Place(figure.page(), figure.box());
                    case FormValue value -> new Place(value.field().page(), value.field().box());
                    case Comment comment ->
                            new Place(comment.annotation().page(), comment.annotation().box());
                    default -> null;
                };
        return place == null || place.box() == null ? null : place;
    }

    /** Whether its text is part of the canonical text. */
    default boolean inText() {
        return !(this instanceof Furniture || this instanceof Hidden);
    }

    record Title(Passage passage, Evidence evidence) implements Element {}

    /** @param level from 1 */
    record Heading(Passage passage, Evidence evidence, int level) implements Element {}

    record Paragraph(Passage passage, Evidence evidence) implements Element {}

    /**
     * @param marker the bullet or number as printed, also at the start of the passage
     * @param depth from 1
     */
    record ListItem(Passage passage, Evidence evidence, String marker, int depth)
            implements Element {}

    /**
     * A grid. The passage holds one row a line, cells joined by {@code " | "}.
     *
     * @param headerRows how many rows at the top are headers
     * @param caption text of its caption, or null; the caption is also an element of its own
     * @param units a line such as "in millions", or null
     * @param continues index in the element list of the table that this one continues, or null
     */
    record Table(
            Passage passage,
            Evidence evidence,
            int columns,
            int headerRows,
            List<TableRow> rows,
            List<Cell> cells,
            String caption,
            String units,
            Integer continues)
            implements Element {
        public Table {
            rows = List.copyOf(rows);
            cells = List.copyOf(cells);
        }
    }

    record Caption(Passage passage, Evidence evidence) implements Element {}

    /** @param marker the note's sign as printed */
    record Footnote(Passage passage, Evidence evidence, String marker) implements Element {}

    record Code(Passage passage, Evidence evidence) implements Element {}

    record Formula(Passage passage, Evidence evidence) implements Element {}

    /**
     * A drawing or image with the words in it.
     *
     * @param alternative what its tag says about it, or null; nobody sees that on the page, so it is no text
     */
    record Figure(Passage passage, Evidence evidence, int page, Box box, String alternative)
            implements Element {}

    /** Entries of a table of contents. */
    record Contents(Passage passage, Evidence evidence) implements Element {}

    /** The value of a form field; the passage reads {@code name: value}. */
    record FormValue(Passage passage, Evidence evidence, FormField field) implements Element {}

    /** Text of a free-text annotation. */
    record Comment(Passage passage, Evidence evidence, Annotation annotation) implements Element {}

    /** A running header or footer, a page number. */
    record Furniture(Passage passage, Evidence evidence) implements Element {}

    /**
     * Text that no reader of the page sees.
     *
     * @param place of a field or comment without words of its own; else null
     */
    record Hidden(Passage passage, Evidence evidence, Place place) implements Element {}
}
