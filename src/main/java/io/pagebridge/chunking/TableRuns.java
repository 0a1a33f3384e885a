package io.pagebridge.chunking;

import io.pagebridge.chunking.TableRun.Header;
import io.pagebridge.chunking.TableRun.Row;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Element.Table;
import io.pagebridge.document.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads table elements; remembers them for the tables that continue them. Used once for each document. */
final class TableRuns {
    private static final String CELL = " | ";
    private static final int MOST_HEADERS = 12;

    private final String text;
    private final Map<Integer, TableRun> byElement = new HashMap<>();

    TableRuns(String text) {
        this.text = text;
    }

    /**
     * @param spans of tables, each continuing the one before
     */
    TableRun read(List<Span> spans) {
        List<Row> rows = new ArrayList<>();
        List<Header> headers = new ArrayList<>();
        Table first = (Table) spans.getFirst().element();
        TableRun root = first.continues() == null ? null : byElement.get(first.continues());
        OpenLabels open = new OpenLabels(root);
        for (Span span : spans) {
            addRows(span, rows, headers, span == spans.getFirst(), open);
        }
        if (root != null && headers.isEmpty()) {
            root.headers().forEach(header -> headers.add(new Header(-1, header.line())));
        }
        TableRun run =
                new TableRun(
                        spans.getFirst().index(),
                        rows,
                        headers,
                        first.caption() == null && root != null ? root.caption() : first.caption(),
                        first.units() == null && root != null ? root.units() : first.units());
        spans.forEach(span -> byElement.put(span.index(), run));
        return run;
    }

    private void addRows(
            Span span, List<Row> rows, List<Header> headers, boolean first, OpenLabels open) {
        Table table = (Table) span.element();
        int offset = rows.size();
        int at = span.start();
        for (int i = 0; i < table.rows().size(); i++) {
            TableRow row = table.rows().get(i);
            boolean last = i + 1 == table.rows().size();
            int next = last ? span.end() : span.start() + table.rows().get(i + 1).start();
            int limit = Math.clamp(next, at, span.end());
            int start = Blanks.skip(text, at, limit);
            int end = Blanks.trimEnd(text, start, limit);
            String line = text.substring(start, end);
            boolean header = row.header() || i < table.headerRows();
            boolean says = line.codePoints().anyMatch(Character::isLetterOrDigit);
            if (header && first && says && headers.size() < MOST_HEADERS) {
                headers.add(new Header(offset + i, line));
            }
            int parent =
                    row.parentRow() >= 0 && row.parentRow() < i ? offset + row.parentRow() : -1;
            List<String> outer = List.of();
            if (parent < 0 && row.depth() > 0 && !header) {
                // Its label stands on an earlier page.
                parent = open.row(row.depth());
                outer = parent < 0 ? open.outer(row.depth()) : outer;
            }
            if (!header) {
                open.add(rows.size(), row.depth());
            }
            rows.add(new Row(start, end, header, parent, label(line), row.depth(), outer));
            at = limit;
        }
    }

    /** Blank where the first cell is: the line then begins with a separator. */
    private static String label(String line) {
        if (line.startsWith("|")) {
            return "";
        }
        int cell = line.indexOf(CELL);
        return cell < 0 ? line : line.substring(0, cell);
    }
}
