package io.pagebridge.api;

import io.pagebridge.document.Cell;
import io.pagebridge.document.Element;
import java.util.Comparator;
import java.util.List;

/** A table as HTML: header rows in {@code thead}, spans kept. */
final class TableHtml {
    private static final Comparator<Cell> IN_ORDER =
            Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column);

    private TableHtml() {}

    static String of(Element.Table table) {
        StringBuilder html = new StringBuilder("<table>");
        if (table.caption() != null) {
            html.append("<caption>").append(escape(table.caption())).append("</caption>");
        }
        List<Cell> cells = table.cells().stream().sorted(IN_ORDER).toList();
        appendRows(html, cells, "thead", 0, table.headerRows());
        appendRows(html, cells, "tbody", table.headerRows(), Integer.MAX_VALUE);
        return html.append("</table>").toString();
    }

    private static void appendRows(
            StringBuilder html, List<Cell> cells, String part, int from, int to) {
        int row = -1;
        for (Cell cell : cells) {
            if (cell.row() < from || cell.row() >= to) {
                continue;
            }
            if (row < 0) {
                html.append('<').append(part).append('>');
            }
            if (cell.row() != row) {
                html.append(row < 0 ? "<tr>" : "</tr><tr>");
                row = cell.row();
            }
            append(html, cell);
        }
        if (row >= 0) {
            html.append("</tr></").append(part).append('>');
        }
    }

    private static void append(StringBuilder html, Cell cell) {
        String tag = cell.header() ? "th" : "td";
        html.append('<').append(tag);
        if (cell.rowSpan() > 1) {
            html.append(" rowspan=\"").append(cell.rowSpan()).append('"');
        }
        if (cell.columnSpan() > 1) {
            html.append(" colspan=\"").append(cell.columnSpan()).append('"');
        }
        html.append('>').append(escape(cell.text())).append("</").append(tag).append('>');
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
