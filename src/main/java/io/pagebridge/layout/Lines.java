package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Passage;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a block and what the passes over the whole document ask about them, each answer worked out once. A draft
 * asks beforehand, so that little is left to do after the last page. One document, one thread; what it holds never
 * changes, only whether it has been worked out.
 */
final class Lines {
    private static final int UNKNOWN = -2;

    private final List<Row> rows;
    private Box box;
    private Row main;
    private Boolean bold;
    private String text;
    private String key;
    private Boolean caption;
    private Boolean formula;
    private HeadingStyle style;
    private Optional<ListMarker> marker;
    private int length = UNKNOWN;
    private Flow flow;

    /** The rows as running text, for one place. */
    record Flow(Frame frame, int column, Passage passage, int glyphs) {}

    Lines(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Works out what is asked of most blocks, and their running text where the rows alone decide about it. */
    void prepare(Frame frame, int column) {
        if (rows.isEmpty()) {
            return;
        }
        box();
        isBold();
        key();
        isCaption();
        isFormula();
        style();
        marker();
        Passages passages = new Passages(null).flow(rows, frame, column);
        if (!passages.isUndecided()) {
            Passage passage = passages.passage();
            flow = new Flow(frame, column, passage, Assembler.glyphs(passage));
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** The running text if it was worked out for this place, else null. */
    Flow flow(Frame frame, int column) {
        boolean same = flow != null && flow.column() == column && flow.frame().equals(frame);
        return same ? flow : null;
    }

    /** Null without rows. */
    Box box() {
        if (box == null) {
            for (Row row : rows) {
                box = box == null ? row.box() : box.union(row.box());
            }
        }
        return box;
    }

    /** Of the row that holds most glyphs. */
    double size() {
        if (main == null) {
            main = rows.getFirst();
            for (Row row : rows) {
                main = row.glyphs() > main.glyphs() ? row : main;
            }
        }
        return main.size();
    }

    boolean isBold() {
        if (bold == null) {
            bold = rows.stream().allMatch(Row::bold);
        }
        return bold;
    }

    /** The rows joined by blanks. */
    String text() {
        if (text == null) {
            StringBuilder joined = new StringBuilder(length() + 1);
            for (Row row : rows) {
                joined.append(joined.isEmpty() ? "" : " ").append(row.text());
            }
            text = joined.toString();
        }
        return text;
    }

    int length() {
        if (length == UNKNOWN) {
            length = -1;
            for (Row row : rows) {
                length += row.text().length() + 1;
            }
        }
        return length;
    }

    /** At the start of its first row, or null. */
    ListMarker marker() {
        if (marker == null) {
            marker = Optional.ofNullable(ListMarker.of(rows.getFirst().text()));
        }
        return marker.orElse(null);
    }

    /** What an outline is asked by. */
    String key() {
        if (key == null) {
            key = Outline.key(text());
        }
        return key;
    }

    /** Begins like "Table 3". */
    boolean isCaption() {
        if (caption == null) {
            caption = Classifier.isCaption(text());
        }
        return caption;
    }

    boolean isFormula() {
        if (formula == null) {
            formula = Formulas.isFormula(this);
        }
        return formula;
    }

    HeadingStyle style() {
        if (style == null) {
            style = HeadingStyle.of(this);
        }
        return style;
    }
}
