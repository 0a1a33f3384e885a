package io.pagebridge.layout;

import io.pagebridge.document.OutlineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows look like headings, or are named by the outline, so that a heading that starts many pages is not taken for a
 * running line.
 */
final class Prominence {
    private static final double LARGER = 1.15;

    /** Letters of a row that may stand for the beginning of a longer outline entry. */
    private static final int BEGINNING = 8;

    private final BodyStyle body;
    private final Map<Integer, List<String>> outline = new HashMap<>();

    Prominence(BodyStyle body, List<OutlineEntry> entries) {
        this.body = body;
        for (OutlineEntry entry : entries) {
            if (entry.page() != null) {
                outline.computeIfAbsent(entry.page(), ignored -> new ArrayList<>())
                        .add(Outline.key(entry.title()));
            }
        }
    }

    boolean isLarge(Row row) {
        return row.size() > LARGER * body.size();
    }

    /** Larger than the text, or bold where the text is not. */
    boolean stands(Row row) {
        return isLarge(row) || row.bold() && !body.bold() && row.size() > 0.95 * body.size();
    }

    boolean isSmall(Row row) {
        return row.size() < 1.02 * body.size();
    }

    /** An outline entry leads to this row; of several rows with its words on the page, to the one set largest. */
    boolean isTarget(Row row, List<Row> page) {
        List<String> titles = outline.get(row.page());
        if (titles == null) {
            return false;
        }
        String key = Outline.key(row.text());
        for (String title : titles) {
            boolean same =
                    key.equals(title)
                            || key.length() >= BEGINNING && title.startsWith(key) && stands(row);
            if (same && isLargest(row, key, page)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLargest(Row row, String key, List<Row> page) {
        for (Row other : page) {
            if (other != row
                    && other.size() > row.size() + 0.2
                    && Outline.key(other.text()).startsWith(key)) {
                return false;
            }
        }
        return true;
    }
}
