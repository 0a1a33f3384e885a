package io.pagebridge.layout;

import java.util.List;
import java.util.regex.Pattern;

/** Entries of a table of contents without leaders: numbers of sections, their names, and pages that never fall. */
final class ContentsEntries {
    private static final Pattern SECTION = Pattern.compile("[A-Z\\d]{1,2}(\\.\\d{1,2}){0,4}\\.?");
    private static final int FEWEST = 4;

    private ContentsEntries() {}

    static boolean are(List<List<Row>> rows) {
        int entries = 0;
        int nested = 0;
        int page = 0;
        for (List<Row> pieces : rows) {
            String number = pieces.getFirst().words().getFirst().text();
            String last = pieces.getLast().words().getLast().text();
            if (!SECTION.matcher(number).matches() || !last.matches("\\d{1,4}")) {
                continue;
            }
            int next = Integer.parseInt(last);
            if (next < page) {
                return false;
            }
            page = next;
            entries++;
            nested += number.indexOf('.') > 0 && number.indexOf('.') < number.length() - 1 ? 1 : 0;
        }
        return entries >= FEWEST && nested > 0 && entries >= 0.7 * rows.size();
    }
}
