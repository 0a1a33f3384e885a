package io.pagebridge.hook;

import io.pagebridge.document.Annotation;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Element;
import io.pagebridge.document.Passage;
import io.pagebridge.document.TableRow;
import java.util.ArrayList;
import java.util.List;

/** The elements with the same characters covered as the text; their kinds, places and boxes stay. */
final class CoveredElements {
    private final Redaction redaction;
    private final Cover cover;
    private final Cover strict;
    private final List<Element> elements;

    CoveredElements(Redaction redaction, CanonicalText text, List<Element> before) {
        this.redaction = redaction;
        this.cover = Cover.of(redaction.covered);
        this.strict = Cover.strict(redaction.covered);
        this.elements = new ArrayList<>(before);
        elements.replaceAll(this::outside);
        for (CanonicalText.Span span : text.spans()) {
            elements.set(span.index(), inside(span));
        }
    }

    Element of(int index) {
        return elements.get(index);
    }

    List<Element> all() {
        return List.copyOf(elements);
    }

    /** Running headers and hidden text are not in the text: by value. */
    private Element outside(Element element) {
        return switch (element) {
            case Element.Furniture one -> new Element.Furniture(repeated(one), one.evidence());
            case Element.Hidden one ->
                    new Element.Hidden(repeated(one), one.evidence(), one.place());
            default -> element;
        };
    }

    private Passage repeated(Element element) {
        String before = element.passage().text();
        String text = cover.text(before);
        // Its words told where it stands; their offsets would not fit any more.
        return text.equals(before) ? element.passage() : new Passage(text, List.of());
    }

    private Element inside(CanonicalText.Span span) {
        Element element = span.element();
        String before = element.passage().text();
        String after = redaction.slice(span.start(), span.end());
        if (before.equals(after)) {
            return switch (element) {
                case Element.Table table -> captioned(table);
                case Element.Figure figure -> figure(figure, figure.passage());
                default -> element;
            };
        }
        Passage passage =
                new Passage(after, redaction.words(element.passage().words(), span.start()));
        Element.Evidence evidence = element.evidence();
        return switch (element) {
            case Element.Title ignored -> new Element.Title(passage, evidence);
            case Element.Heading one -> new Element.Heading(passage, evidence, one.level());
            case Element.Paragraph ignored -> new Element.Paragraph(passage, evidence);
            case Element.ListItem one ->
                    new Element.ListItem(passage, evidence, strict.text(one.marker()), one.depth());
            case Element.Table one -> table(one, passage, span.start());
            case Element.Caption ignored -> new Element.Caption(passage, evidence);
            case Element.Footnote one -> new Element.Footnote(passage, evidence, one.marker());
            case Element.Code ignored -> new Element.Code(passage, evidence);
            case Element.Formula ignored -> new Element.Formula(passage, evidence);
            case Element.Figure one -> figure(one, passage);
            case Element.Contents ignored -> new Element.Contents(passage, evidence);
            case Element.FormValue one ->
                    new Element.FormValue(passage, evidence, cover.field(one.field()));
            case Element.Comment one ->
                    new Element.Comment(passage, evidence, annotation(one.annotation()));
            case Element.Furniture one -> one;
            case Element.Hidden one -> one;
        };
    }

    private Element figure(Element.Figure of, Passage passage) {
        String alternative = strict.text(of.alternative());
        return new Element.Figure(passage, of.evidence(), of.page(), of.box(), alternative);
    }

    private Annotation annotation(Annotation of) {
        return new Annotation(of.page(), of.type(), strict.text(of.text()), of.box());
    }

    /** A caption stands a second time in its table. */
    private Element.Table captioned(Element.Table table) {
        return new Element.Table(
                table.passage(),
                table.evidence(),
                table.columns(),
                table.headerRows(),
                table.rows(),
                table.cells(),
                cover.text(table.caption()),
                cover.text(table.units()),
                table.continues());
    }

    private Element.Table table(Element.Table table, Passage passage, int start) {
        List<TableRow> rows =
                table.rows().stream()
                        .map(
                                row ->
                                        new TableRow(
                                                moved(start, row.start()),
                                                moved(start, row.end()),
                                                row.header(),
                                                row.depth(),
                                                row.parentRow(),
                                                row.page()))
                        .toList();
        List<Cell> cells = new ArrayList<>(table.cells().size());
        String before = table.passage().text();
        int row = -1;
        int at = 0;
        for (Cell cell : table.cells()) {
            if (cell.row() != row && cell.row() < table.rows().size()) {
                row = cell.row();
                at = table.rows().get(row).start();
            }
            // Cells stand in their row one after the other; what is not found there is covered by
            // value.
            int found = cell.text().isEmpty() ? -1 : before.indexOf(cell.text(), at);
            boolean here =
                    found >= 0
                            && row == cell.row()
                            && found + cell.text().length() <= table.rows().get(row).end();
            String text = strict.text(cell.text());
            if (here) {
                at = found + cell.text().length();
                text = redaction.slice(start + found, start + at);
            }
            cells.add(
                    new Cell(
                            cell.row(),
                            cell.column(),
                            cell.rowSpan(),
                            cell.columnSpan(),
                            cell.header(),
                            text,
                            cell.page(),
                            cell.box()));
        }
        return captioned(
                new Element.Table(
                        passage,
                        table.evidence(),
                        table.columns(),
                        table.headerRows(),
                        rows,
                        cells,
                        table.caption(),
                        table.units(),
                        table.continues()));
    }

    private int moved(int start, int offset) {
        return redaction.at(start + offset) - redaction.at(start);
    }
}
