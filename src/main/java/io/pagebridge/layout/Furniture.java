package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds running headers, footers and page numbers: rows at the edge of the page that come back at the same height on
 * many pages. INVARIANT: repetition never empties a page, and more than three different rows that repeat in one band
 * are a letterhead, which is content.
 */
final class Furniture {
    private static final double BAND = 0.13;
    private static final double BUCKET = 8;
    private static final int MOST_IN_BAND = 4;
    private static final int LETTERHEAD = 3;
    private static final int ROMAN = -100_000;
    private static final int UNNUMBERED = -1_000_000;
    private static final String STYLE = "@";

    private record Sighting(int page, Row row, String text) {}

    private record Key(boolean top, String text, int bucket) {}

    private final Map<Key, List<Sighting>> sightings = new HashMap<>();
    private final Set<Row> repeated = identities();

    private final Prominence prominence;

    private Furniture(Prominence prominence) {
        this.prominence = prominence;
    }

    /**
     * @param pages rows of each page from top to bottom, in page order
     * @param frames of those pages
     * @param prominence what may be a heading
     * @return for each page the rows that are furniture, as identities
     */
    static List<Set<Row>> find(List<List<Row>> pages, List<Frame> frames, Prominence prominence) {
        Furniture furniture = new Furniture(prominence);
        List<List<Row>> tops = new ArrayList<>();
        List<List<Row>> bottoms = new ArrayList<>();
        for (int p = 0; p < pages.size(); p++) {
            double height = frames.get(p).frameHeight();
            List<Row> top = new ArrayList<>();
            List<Row> bottom = new ArrayList<>();
            List<Row> rows = pages.get(p);
            for (int i = 0; i < rows.size() && i < MOST_IN_BAND; i++) {
                if (rows.get(i).base() < BAND * height) {
                    top.add(rows.get(i));
                }
            }
            for (int i = rows.size() - 1; i >= 0 && rows.size() - i <= MOST_IN_BAND; i--) {
                if (rows.get(i).base() > (1 - BAND) * height) {
                    bottom.add(rows.get(i));
                }
            }
            tops.add(top);
            bottoms.add(bottom);
            furniture.note(p, top, true);
            furniture.note(p, bottom, false);
            furniture.noteStyle(p, rows);
        }
        furniture.judge(pages.size());
        List<Set<Row>> result = new ArrayList<>();
        for (int p = 0; p < pages.size(); p++) {
            Set<Row> found = identities();
            found.addAll(furniture.fromEdge(tops.get(p), pages.get(p), true));
            found.addAll(furniture.fromEdge(bottoms.get(p), pages.get(p), false));
            boolean empties = found.size() == pages.get(p).size() && !onlyNumbers(found);
            result.add(empties ? Set.of() : found);
        }
        return result;
    }

    /** Rows are compared as objects: two pages may hold equal ones. */
    private static Set<Row> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean onlyNumbers(Set<Row> rows) {
        for (Row row : rows) {
            if (!Tokens.isRomanOrNumber(LineKeys.bare(row.text()))) {
                return false;
            }
        }
        return true;
    }

    private void note(int page, List<Row> rows, boolean top) {
        for (Row row : rows) {
            // Headings that start a page differ in their numbers; a running line in their style
            // comes back as it is.
            String text =
                    prominence.stands(row)
                            ? LineKeys.exactKey(row.text())
                            : LineKeys.key(row.text());
            int bucket = (int) Math.floor(row.base() / BUCKET);
            boolean outermost = row == rows.getFirst();
            boolean numbered =
                    outermost
                            && isNumbered(row.text())
                            && !Leaders.isEntry(row)
                            && !(top && prominence.isLarge(row) && !text.equals(LineKeys.NUMBERED));
            for (int near = bucket - 1; near <= bucket + 1; near++) {
                Sighting sighting = new Sighting(page, row, row.text());
                note(new Key(top, text, near), sighting);
                if (numbered && !text.equals(LineKeys.NUMBERED)) {
                    note(new Key(top, LineKeys.NUMBERED, near), sighting);
                }
            }
        }
    }

    /** A running head whose words change: the same place, style and distance from the text on most pages. */
    private void noteStyle(int page, List<Row> rows) {
        if (rows.size() < 4) {
            return;
        }
        Row head = rows.getFirst();
        Row next = rows.get(1);
        double size = head.size();
        if (size <= 1.05 * next.size() && next.base() - head.base() > 1.9 * next.size()) {
            String style = STYLE + Math.round(2 * size) + head.bold() + head.italic();
            int place = (int) Math.round(head.base());
            for (int near = place - 1; near <= place + 1; near++) {
                note(new Key(true, style, near), new Sighting(page, head, head.text()));
            }
        }
    }

    private void note(Key key, Sighting sighting) {
        sightings.computeIfAbsent(key, ignored -> new ArrayList<>()).add(sighting);
    }

    /** A short line with a number at one of its ends. */
    private static boolean isNumbered(String text) {
        if (text.length() > 100) {
            return false;
        }
        for (int number : numbers(text)) {
            if (number != UNNUMBERED) {
                return true;
            }
        }
        return false;
    }

    private void judge(int pages) {
        int even = pages / 2;
        for (Map.Entry<Key, List<Sighting>> entry : sightings.entrySet()) {
            List<Sighting> seen = entry.getValue();
            Set<Integer> distinct = new HashSet<>();
            int onEven = 0;
            int first = Integer.MAX_VALUE;
            int last = -1;
            for (Sighting sighting : seen) {
                if (distinct.add(sighting.page())) {
                    onEven += sighting.page() % 2;
                    first = Math.min(first, sighting.page());
                    last = Math.max(last, sighting.page());
                }
            }
            int count = distinct.size();
            if (entry.getKey().text().equals(LineKeys.NUMBERED)) {
                sequence(seen).forEach(sighting -> repeated.add(sighting.row()));
                continue;
            }
            if (count < 2
                    || entry.getKey().text().startsWith(STYLE)
                            && (count < 5 || count < 0.4 * pages)) {
                continue;
            }
            int odd = pages - even;
            boolean everywhere = count >= 0.5 * pages;
            boolean parity =
                    onEven == count && count >= 0.5 * even || onEven == 0 && count >= 0.5 * odd;
            // A running head that changes with the chapter.
            boolean stretch = count >= 3 && count >= 0.45 * (last - first + 1);
            if (everywhere || parity || stretch) {
                seen.forEach(sighting -> repeated.add(sighting.row()));
            }
        }
    }

    /** Keeps those whose numbers grow with the pages; empty when there are too few. */
    private static List<Sighting> sequence(List<Sighting> seen) {
        Map<Integer, Integer> offsets = new HashMap<>();
        for (Sighting sighting : seen) {
            for (int number : numbers(sighting.text())) {
                offsets.merge(number - sighting.page(), 1, Integer::sum);
            }
        }
        List<Sighting> kept = new ArrayList<>();
        for (Sighting sighting : seen) {
            for (int number : numbers(sighting.text())) {
                if (offsets.get(number - sighting.page())
                        >= (LineKeys.bare(sighting.text()).length() < 8 ? 2 : 3)) {
                    kept.add(sighting);
                    break;
                }
            }
        }
        return kept;
    }

    /** The numbers at the two ends of a line. */
    private static int[] numbers(String text) {
        String trimmed = LineKeys.bareEnds(text);
        int blank = trimmed.indexOf(' ');
        if (blank < 0) {
            return new int[] {number(trimmed)};
        }
        return new int[] {
            number(trimmed.substring(0, blank)),
            number(trimmed.substring(trimmed.lastIndexOf(' ') + 1))
        };
    }

    private static int number(String text) {
        if (!Tokens.isRomanOrNumber(text)) {
            return UNNUMBERED;
        }
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        ListMarker roman = ListMarker.of(text.toLowerCase(Locale.ROOT) + ". x");
        return roman == null ? UNNUMBERED : ROMAN + roman.ordinal();
    }

    /** Only what reaches the edge of the page without a row of content outside it. */
    private List<Row> fromEdge(List<Row> band, List<Row> page, boolean top) {
        List<Row> found = new ArrayList<>();
        for (Row row : band) {
            if (!repeated.contains(row) || prominence.isTarget(row, page)) {
                break;
            }
            found.add(row);
        }
        if (found.isEmpty()) {
            Row next = page.size() < 2 ? null : top ? page.get(1) : page.get(page.size() - 2);
            return PageNumbers.isOutermost(band, next, prominence)
                    ? List.of(band.getFirst())
                    : List.of();
        }
        return found.size() > LETTERHEAD ? List.of() : found;
    }
}
