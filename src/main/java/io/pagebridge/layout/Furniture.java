package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds running headers, footers and page numbers: rows at the edge of the page that come back at the same height on
 * many pages. INVARIANT: repetition never empties a page, and more than three different rows that repeat in one band
 * are a letterhead, which is content.
 */
final class Furniture {
    private static final double BUCKET = 8;
    private static final int LETTERHEAD = 3;
    private static final String STYLE = "@";

    /** @param edge null for what is only known by its style */
    private record Sighting(int page, Row row, EdgeRow edge) {}

    private record Key(boolean top, String text, int bucket) {}

    private final Map<Key, List<Sighting>> sightings = new HashMap<>();
    private final Set<Row> repeated = identities();

    private final Prominence prominence;

    private Furniture(Prominence prominence) {
        this.prominence = prominence;
    }

    /**
     * @param pages in page order
     * @param prominence what may be a heading
     * @return for each page the rows that are furniture, as identities
     */
    static List<Set<Row>> find(List<PageEdges> pages, Prominence prominence) {
        Furniture furniture = new Furniture(prominence);
        for (int p = 0; p < pages.size(); p++) {
            furniture.note(p, pages.get(p).top(), true);
            furniture.note(p, pages.get(p).bottom(), false);
            furniture.noteStyle(p, pages.get(p).rows());
        }
        furniture.judge(pages.size());
        List<Set<Row>> result = new ArrayList<>();
        for (PageEdges page : pages) {
            Set<Row> found = identities();
            found.addAll(furniture.fromEdge(page.top(), page.rows(), true));
            found.addAll(furniture.fromEdge(page.bottom(), page.rows(), false));
            boolean empties = found.size() == page.rows().size() && !onlyNumbers(found);
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

    private void note(int page, List<EdgeRow> edges, boolean top) {
        for (EdgeRow edge : edges) {
            Row row = edge.row();
            // Headings that start a page differ in their numbers; a running line in their style
            // comes back as it is.
            String text = prominence.stands(row) ? edge.exactKey() : edge.key();
            int bucket = (int) Math.floor(row.base() / BUCKET);
            boolean outermost = edge == edges.getFirst();
            boolean numbered =
                    outermost
                            && edge.numbered()
                            && !(top && prominence.isLarge(row) && !text.equals(LineKeys.NUMBERED));
            Sighting sighting = new Sighting(page, row, edge);
            for (int near = bucket - 1; near <= bucket + 1; near++) {
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
                note(new Key(true, style, near), new Sighting(page, head, null));
            }
        }
    }

    private void note(Key key, Sighting sighting) {
        sightings.computeIfAbsent(key, ignored -> new ArrayList<>()).add(sighting);
    }

    /** Sightings of one key come in the order of the pages. */
    private void judge(int pages) {
        int even = pages / 2;
        for (Map.Entry<Key, List<Sighting>> entry : sightings.entrySet()) {
            List<Sighting> seen = entry.getValue();
            int count = 0;
            int onEven = 0;
            int first = Integer.MAX_VALUE;
            int last = -1;
            for (Sighting sighting : seen) {
                if (sighting.page() > last) {
                    count++;
                    onEven += sighting.page() % 2;
                    first = Math.min(first, sighting.page());
                    last = sighting.page();
                }
            }
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
            for (int number : sighting.edge().numbers()) {
                offsets.merge(number - sighting.page(), 1, Integer::sum);
            }
        }
        List<Sighting> kept = new ArrayList<>();
        for (Sighting sighting : seen) {
            for (int number : sighting.edge().numbers()) {
                if (offsets.get(number - sighting.page())
                        >= (sighting.edge().bareLength() < 8 ? 2 : 3)) {
                    kept.add(sighting);
                    break;
                }
            }
        }
        return kept;
    }

    /** Only what reaches the edge of the page without a row of content outside it. */
    private List<Row> fromEdge(List<EdgeRow> band, List<Row> page, boolean top) {
        List<Row> found = new ArrayList<>();
        for (EdgeRow edge : band) {
            Row row = edge.row();
            if (!repeated.contains(row) || prominence.isTarget(row, page)) {
                break;
            }
            found.add(row);
        }
        if (found.isEmpty()) {
            Row next = page.size() < 2 ? null : top ? page.get(1) : page.get(page.size() - 2);
            Row outermost = band.isEmpty() ? null : band.getFirst().row();
            return PageNumbers.isOutermost(outermost, next, prominence)
                    ? List.of(outermost)
                    : List.of();
        }
        return found.size() > LETTERHEAD ? List.of() : found;
    }
}
