package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rows of a table of contents, with leaders or without: names that end with page numbers at one right edge, which
 * never fall. They are told from a table by entries with leaders among them, or by the heading over them.
 */
final class ContentsRows {
    private static final Pattern HEADING =
            Pattern.compile(
                    "(?i)(table of )?contents|inhalt(sverzeichnis|s\u00FCbersicht)?|table des mati\u00E8res|sommaire"
                            + "|\u00EDndice( (de|general|de contenidos?).*)?|contenidos?|sum\u00E1rio|indice( generale)?|inhoud(sopgave)?"
                            + "|spis tre\u015Bci|obsah|inneh\u00E5ll(sf\u00F6rteckning)?|indhold(sfortegnelse)?|innhold(sfortegnelse)?"
                            + "|sis\u00E4lt\u00F6|sis\u00E4llys(luettelo)?|tartalom(jegyz\u00E9k)?|cuprins"
                            + "|\u0441\u043E\u0434\u0435\u0440\u0436\u0430\u043D\u0438\u0435|\u043E\u0433\u043B\u0430\u0432\u043B\u0435\u043D\u0438\u0435"
                            + "|list of (tables|figures).*|(tabellen|abbildungs)verzeichnis|liste des (tableaux|figures)"
                            + "|\u76EE\\s*[\u5F55\u6B21\u9304]|\uBAA9\\s*\uCC28");
    private static final double SNAP = 3;
    private static final int FEWEST = 3;
    private static final int FEWEST_WITH_LEADERS = 2;

    /** So many rows between two entries may be names over several lines. */
    private static final int WRAPS = 3;

    /** A name over entries that is further away belongs to something else, in sizes of type. */
    private static final double NEAR = 5;

    private final List<Row> rows;

    private ContentsRows(List<Row> rows) {
        this.rows = rows;
    }

    /** Stretches of rows, from and to included, in order. */
    static List<TableFinder.Span> find(List<Row> rows) {
        return new ContentsRows(rows).find();
    }

    private List<TableFinder.Span> find() {
        List<TableFinder.Span> found = new ArrayList<>();
        int i = 0;
        while (i < rows.size()) {
            if (!endsWithNumber(rows.get(i))) {
                i++;
                continue;
            }
            int end = end(i);
            if (isContents(i, end)) {
                found.add(new TableFinder.Span(i, end));
            }
            i = end + 1;
        }
        return found;
    }

    /** The last entry that goes on from {@code start}. */
    private int end(int start) {
        int end = start;
        int number = value(rows.get(start));
        double right = rows.get(start).box().x1();
        for (int i = start + 1; i < rows.size() && i - end <= WRAPS + 1; i++) {
            Row row = rows.get(i);
            boolean near = row.base() - rows.get(i - 1).base() < NEAR * row.size();
            if (!near) {
                break;
            }
            if (!endsWithNumber(row) || Math.abs(row.box().x1() - right) > SNAP) {
                continue;
            }
            int value = value(row);
            boolean toArabic = isArabic(row) && !isArabic(rows.get(end));
            if (value < number && !toArabic) {
                break;
            }
            number = value;
            end = i;
        }
        return end;
    }

    private boolean isContents(int start, int end) {
        int entries = 0;
        int leaders = 0;
        for (Row row : rows.subList(start, end + 1)) {
            entries += endsWithNumber(row) ? 1 : 0;
            leaders += Leaders.isEntry(row) ? 1 : 0;
        }
        boolean rising = value(rows.get(end)) > value(rows.get(start)) || leaders > 0;
        if (!rising || entries < FEWEST || 3 * entries < end - start + 1) {
            return false;
        }
        return leaders >= FEWEST_WITH_LEADERS
                || start > 0
                        && isHeading(rows.get(start - 1))
                        && rows.get(start).base() - rows.get(start - 1).base()
                                < 2 * NEAR * rows.get(start).size();
    }

    static boolean isHeading(Row row) {
        return row.words().size() <= 5 && HEADING.matcher(row.text()).matches();
    }

    private static boolean endsWithNumber(Row row) {
        String last = row.words().getLast().text();
        return row.words().size() > 1
                && last.length() <= 5
                && Tokens.isRomanOrNumber(last)
                && !row.words().getLast().raised();
    }

    private static boolean isArabic(Row row) {
        return Character.isDigit(row.words().getLast().text().charAt(0));
    }

    private static int value(Row row) {
        String last = row.words().getLast().text();
        if (isArabic(row)) {
            return Integer.parseInt(last);
        }
        ListMarker roman = ListMarker.of(last.toLowerCase(Locale.ROOT) + ". x");
        return roman == null ? 0 : roman.ordinal();
    }
}
