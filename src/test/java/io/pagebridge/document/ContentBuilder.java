package io.pagebridge.document;

import io.pagebridge.document.Element.Evidence;
import io.pagebridge.document.Passage.PlacedWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes documents for tests: every word gets a box on the current page and column, line after line. */
public final class ContentBuilder {
    private static final Evidence EVIDENCE = new Evidence("test", 1);

    private final List<Element> elements = new ArrayList<>();
    private String title;
    private int page = 1;
    private int column;
    private double x;
    private double y = 72;

    public ContentBuilder title(String text) {
        title = text;
        return add(new Element.Title(passage(text), EVIDENCE));
    }

    public ContentBuilder metadataTitle(String text) {
        title = text;
        return this;
    }

    public ContentBuilder page(int number) {
        page = number;
        column = 0;
        y = 72;
        return this;
    }

    public ContentBuilder column(int number) {
        column = number;
        y = 72;
        return this;
    }

    public ContentBuilder heading(int level, String text) {
        return add(new Element.Heading(passage(text), EVIDENCE, level));
    }

    public ContentBuilder paragraph(String text) {
        return add(new Element.Paragraph(passage(text), EVIDENCE));
    }

    /** A paragraph whose second half stands on the next page. */
    public ContentBuilder paragraphOver(String here, String there) {
        Passage first = passage(here);
        page(page + 1);
        Passage second = passage(there);
        List<PlacedWord> words = new ArrayList<>(first.words());
        int shift = here.length() + 1;
        for (PlacedWord word : second.words()) {
            words.add(new PlacedWord(word.start() + shift, word.end() + shift, word.word()));
        }
        return add(new Element.Paragraph(new Passage(here + " " + there, words), EVIDENCE));
    }

    public ContentBuilder item(String text) {
        return add(new Element.ListItem(passage(text), EVIDENCE, text.substring(0, 1), 1));
    }

    public ContentBuilder caption(String text) {
        return add(new Element.Caption(passage(text), EVIDENCE));
    }

    public ContentBuilder footnote(String text) {
        return add(new Element.Footnote(passage(text), EVIDENCE, text.substring(0, 1)));
    }

    public ContentBuilder code(String text) {
        return add(new Element.Code(passage(text), EVIDENCE));
    }

    public ContentBuilder furniture(String text) {
        return add(new Element.Furniture(passage(text), EVIDENCE));
    }

    /** A figure with a label whose place on the page is not known. */
    public ContentBuilder figure(String label) {
        return add(
                new Element.Figure(
                        new Passage(label, List.of()),
                        EVIDENCE,
                        page,
                        new Box(100, y, 300, y + 100),
                        null));
    }

    public ContentBuilder formValue(String name, String value) {
        Box box = new Box(200, y, 400, y + 20);
        y += 40;
        return add(
                new Element.FormValue(
                        new Passage(name + ": " + value, List.of()),
                        EVIDENCE,
                        new FormField(page, name, "text", value, box)));
    }

    public ContentBuilder comment(String text) {
        Box box = new Box(100, y, 300, y + 20);
        y += 40;
        return add(
                new Element.Comment(
                        new Passage(text, List.of()),
                        EVIDENCE,
                        new Annotation(page, "freetext", text, box)));
    }

    public ContentBuilder table(String caption, String units, int headerRows, String... rows) {
        return table(caption, units, headerRows, null, new int[rows.length], rows);
    }

    /**
     * @param depths of the rows' labels; a row's parent is the last row before it that is less deep
     */
    public ContentBuilder table(
            String caption,
            String units,
            int headerRows,
            Integer continues,
            int[] depths,
            String... rows) {
        String text = String.join("\n", rows);
        List<TableRow> tableRows = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            int parent =
                    IntStream.iterate(i - 1, j -> j >= 0, j -> j - 1)
                            .filter(j -> depths[j] < depths[row] && j >= headerRows)
                            .findFirst()
                            .orElse(-1);
            int end = start + rows[i].length();
            tableRows.add(new TableRow(start, end, i < headerRows, depths[i], parent, page));
            start = end + 1;
        }
        int columns = rows[0].split(" \\| ", -1).length;
        return add(
                new Element.Table(
                        passage(text),
                        EVIDENCE,
                        columns,
                        headerRows,
                        tableRows,
                        List.of(),
                        caption,
                        units,
                        continues));
    }

    public ContentBuilder add(Element element) {
        elements.add(element);
        return this;
    }

    public Passage passage(String text) {
        List<PlacedWord> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) > ' ') {
                end++;
            }
            if (end > at) {
                words.add(new PlacedWord(at, end, word(text.substring(at, end))));
            }
            at = end + 1;
        }
        nextLine();
        return new Passage(text, words);
    }

    private Word word(String text) {
        double width = 5.0 * text.length();
        if (x + width > 220) {
            nextLine();
        }
        double left = 72 + 240 * column + x;
        Box box = new Box(left, y, left + width, y + 10);
        x += width + 4;
        return new Word(text, page, column, box, 1, false, text.length());
    }

    private void nextLine() {
        x = 0;
        y += 12;
    }

    public Content content() {
        return new Content(title, "en", elements, List.of());
    }

    /** The canonical text of all pages from 1 to the current one. */
    public CanonicalText text() {
        return CanonicalText.of(content(), IntStream.rangeClosed(1, page).boxed().toList());
    }
}
