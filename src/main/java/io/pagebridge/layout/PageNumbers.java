package io.pagebridge.layout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page number that stands alone at the edge of its page: known by its form, without other pages to compare with. */
final class PageNumbers {
    private static final Pattern OF =
            Pattern.compile(
                    "(?i)[-\u2013\u2014|(\\s]*(?:page|seite|p\u00e1gina|pagina|sida|side|strona|p\\.|s\\.)?\\s*(\\d{1,4})\\s*"
                            + "(?:of|von|de|sur|di|av|af|van|z|/)\\s*(\\d{1,4})[-\u2013\u2014|)\\s]*");
    private static final Pattern NAMED =
            Pattern.compile("(?i)(?:page|seite|p\u00e1gina|pagina)\\s+(\\d{1,4})");
    private static final Pattern BARE =
            Pattern.compile("[-\u2013\u2014|\\s]*(\\d{1,4})[-\u2013\u2014|\\s]*");

    /** Distance to the next row, in sizes of that row. */
    private static final double APART = 1.8;

    private PageNumbers() {}

    /**
     * @param row the outermost near one edge, or null
     * @param next the row behind it, or null
     */
    static boolean isOutermost(Row row, Row next, Prominence prominence) {
        if (row == null || next == null || !prominence.isSmall(row)) {
            return false;
        }
        return Math.abs(next.base() - row.base()) > APART * Math.max(next.size(), row.size())
                && isNumber(row);
    }

    private static boolean isNumber(Row row) {
        String text = row.text();
        if (text.length() > 24) {
            return false;
        }
        Matcher of = OF.matcher(text);
        if (of.matches()) {
            return Integer.parseInt(of.group(1)) <= Integer.parseInt(of.group(2));
        }
        Matcher bare = BARE.matcher(text);
        return NAMED.matcher(text).matches()
                || bare.matches() && Integer.parseInt(bare.group(1)) == row.page();
    }
}
