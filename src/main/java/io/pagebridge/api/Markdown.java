package io.pagebridge.api;

import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Element;
import io.pagebridge.extraction.Extraction;
import java.io.IOException;
import java.util.Arrays;

/** The document as Markdown, element by element; tables with merged cells as HTML. */
final class Markdown {
    private Markdown() {}

    static String of(Extraction extraction) {
        StringBuilder text = new StringBuilder();
        try {
            write(extraction, text, false);
        } catch (IOException e) {
            throw new IllegalStateException("a string builder does not fail", e);
        }
        return text.toString();
    }

    /** @param pageBreaks whether a form feed stands before each page but the first */
    static void write(Extraction extraction, Appendable out, boolean pageBreaks)
            throws IOException {
        PageBreaks breaks = new PageBreaks(extraction.text().pages(), pageBreaks);
        Element previous = null;
        for (Span span : extraction.text().spans()) {
            if (span.isEmpty()) {
                continue;
            }
            int feeds = breaks.before(span.start());
            out.append("\f".repeat(feeds));
            if (previous != null && feeds == 0) {
                out.append(tight(previous, span.element()) ? "\n" : "\n\n");
            }
            writeElement(span.element(), out);
            previous = span.element();
        }
        out.append(previous == null ? "" : "\n").append("\f".repeat(breaks.rest()));
    }

    private static void writeElement(Element element, Appendable out) throws IOException {
        String text = element.passage().text();
        switch (element) {
            case Element.Title ignored -> out.append("# ").append(oneLine(text));
            case Element.Heading heading ->
                    out.append("#".repeat(Math.clamp(heading.level(), 1, 6)))
                            .append(' ')
                            .append(oneLine(text));
            case Element.ListItem item ->
                    out.append("  ".repeat(Math.max(0, item.depth() - 1))).append(item(item, text));
            case Element.Table table -> writeTable(table, out);
            case Element.Code ignored -> out.append("```\n").append(text).append("\n```");
            case Element.Caption ignored -> out.append('*').append(oneLine(text)).append('*');
            case Element.Paragraph ignored -> out.append(text);
            case Element.Footnote ignored -> out.append(text);
            case Element.Formula ignored -> out.append(text);
            case Element.Figure ignored -> out.append(text);
            case Element.Contents ignored -> out.append(text);
            case Element.FormValue ignored -> out.append(text);
            case Element.Comment ignored -> out.append("> ").append(text.replace("\n", "\n> "));
            case Element.Furniture ignored -> out.append("");
            case Element.Hidden ignored -> out.append("");
        }
    }

    private static String item(Element.ListItem item, String text) {
        String marker = item.marker() == null ? "" : item.marker();
        boolean numbered = marker.matches("[0-9]{1,9}[.)]");
        if (numbered) {
            return text;
        }
        boolean bullet = !marker.isEmpty() && !Character.isLetterOrDigit(marker.codePointAt(0));
        return "- "
                + (bullet && text.startsWith(marker)
                        ? text.substring(marker.length()).strip()
                        : text);
    }

    private static void writeTable(Element.Table table, Appendable out) throws IOException {
        boolean merged =
                table.cells().stream().anyMatch(c -> c.rowSpan() > 1 || c.columnSpan() > 1);
        if (merged || table.cells().isEmpty() || table.columns() < 1) {
            out.append(table.cells().isEmpty() ? table.passage().text() : TableHtml.of(table));
            return;
        }
        int rows = table.cells().stream().mapToInt(Cell::row).max().orElse(0) + 1;
        String[][] grid = new String[rows][table.columns()];
        for (String[] row : grid) {
            Arrays.fill(row, "");
        }
        for (Cell cell : table.cells()) {
            if (cell.column() < table.columns()) {
                grid[cell.row()][cell.column()] = oneLine(cell.text()).replace("|", "\\|");
            }
        }
        for (int row = 0; row < rows; row++) {
            out.append(row == 0 ? "" : "\n").append(line(grid[row]));
            if (row == 0) {
                out.append('\n').append("| --- ".repeat(table.columns())).append('|');
            }
        }
    }

    private static String line(String[] cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static boolean tight(Element previous, Element next) {
        return previous instanceof Element.ListItem && next instanceof Element.ListItem;
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }
}
