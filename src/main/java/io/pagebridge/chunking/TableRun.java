package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's rows by their slices of the canonical text, with what each of its parts repeats. Tables that continue one
 * another without anything between them make one run.
 *
 * @param element index of the first of its elements
 * @param headers lines that head its columns, also where they are printed in an earlier table that it continues
 * @param caption text, or null; {@code units} likewise
 */
record TableRun(int element, List<Row> rows, List<Header> headers, String caption, String units) {
    private static final int MOST_PARENTS = 8;

    /**
     * @param label text of its first cell
     * @param parent index of the row whose label it stands under, or -1
     * @param outer labels of an earlier table of which this one is a part, where it stands under such; outermost first
     */
    record Row(
            int start,
            int end,
            boolean header,
            int parent,
            String label,
            int depth,
            List<String> outer) {}

    /**
     * @param row where it is printed in this run, -1 where in an earlier one
     */
    record Header(int row, String line) {}

    TableRun {
        rows = List.copyOf(rows);
        headers = List.copyOf(headers);
    }

    /** Caption and units, as far as {@code shown} does not hold them, headers and labels printed elsewhere. */
    List<String> opening(String shown) {
        List<String> lines = new ArrayList<>();
        addUnless(shown, caption, lines);
        addUnless(shown, units, lines);
        headers.stream().filter(header -> header.row() < 0).map(Header::line).forEach(lines::add);
        rows.stream().filter(row -> !row.header()).limit(1).map(Row::outer).forEach(lines::addAll);
        return lines;
    }

    /** What a part that begins with {@code row} repeats, without the labels the row stands under. */
    List<String> repeated(int row) {
        List<String> lines = new ArrayList<>();
        addUnless("", caption, lines);
        addUnless("", units, lines);
        headers.stream().filter(header -> header.row() < row).map(Header::line).forEach(lines::add);
        return lines;
    }

    /** Labels that {@code row} stands under, outermost first. */
    List<String> parents(int row) {
        List<String> labels = new ArrayList<>();
        int above = row;
        for (int at = rows.get(row).parent();
                at >= 0 && at < above && labels.size() < MOST_PARENTS;
                at = rows.get(at).parent()) {
            if (!rows.get(at).label().isBlank()) {
                labels.addFirst(rows.get(at).label());
            }
            above = at;
        }
        labels.addAll(0, rows.get(above).outer());
        return labels.size() > MOST_PARENTS
                ? labels.subList(labels.size() - MOST_PARENTS, labels.size())
                : labels;
    }

    /** Labels that a row of {@code depth} after the last one would stand under, outermost first. */
    List<String> open(int depth) {
        List<String> labels = new ArrayList<>();
        int wanted = depth;
        for (int i = rows.size() - 1; i >= 0 && wanted > 0; i--) {
            Row row = rows.get(i);
            if (row.header() || row.depth() >= wanted) {
                continue;
            }
            if (!row.label().isBlank()) {
                labels.addFirst(row.label());
            }
            wanted = row.depth();
            if (row.parent() < 0) {
                labels.addAll(0, row.outer());
                break;
            }
        }
        return labels;
    }

    private static void addUnless(String shown, String line, List<String> lines) {
        if (line != null && !line.isBlank() && !shown.contains(line)) {
            lines.add(line.replace('\n', ' '));
        }
    }
}
