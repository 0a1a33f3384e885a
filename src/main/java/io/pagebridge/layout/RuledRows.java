package io.pagebridge.layout;

import io.pagebridge.layout.Edges.Edge;
import io.pagebridge.layout.TableFinder.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables between horizontal rules of one width, as printers set them: one over the header, one under it, one under the
 * last row. Where they end is drawn, so neither a small table is lost nor are two on one page taken for one.
 */
final class RuledRows {
    private static final double SNAP = 3;
    private static final double SHORTEST = 40;
    private static final int MOST_HEADERS = 8;
    private static final int FEWEST_RULES = 3;
    private static final double BESIDE = 0.2;
    private static final double CAPTION = 2;
    private static final double NEAR = 2.2;
    private static final double FAR = 4.5;
    private static final int MOST_LABELS = 3;

    private final List<Row> rows;
    private final List<List<Row>> pieces = new ArrayList<>();
    private final boolean[] taken;
    private int budget;

    private RuledRows(List<Row> rows) {
        this.rows = rows;
        this.taken = new boolean[rows.size()];
        this.budget = 40 * rows.size();
        rows.forEach(row -> pieces.add(null));
    }

    /** @param across horizontal edges by ascending y */
    static List<Span> find(List<Row> rows, List<Edge> across) {
        if (rows.size() < 2 || across.size() < FEWEST_RULES) {
            return List.of();
        }
        return new RuledRows(rows).find(groups(rows, across));
    }

    /** Rules of one width over each other, between the first and the last row. */
    private static List<List<Edge>> groups(List<Row> rows, List<Edge> across) {
        double top = rows.getFirst().box().y0() - 2 * rows.getFirst().size();
        double bottom = rows.getLast().box().y1() + 2 * rows.getLast().size();
        Map<Long, List<Edge>> open = new HashMap<>();
        List<List<Edge>> groups = new ArrayList<>();
        for (Edge edge : across) {
            if (edge.at() < top || edge.at() > bottom || edge.length() < SHORTEST) {
                continue;
            }
            List<Edge> group = null;
            for (int i = 0; i < 9 && group == null; i++) {
                group = open.get(key(edge, i / 3 - 1, i % 3 - 1));
            }
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
                open.put(key(edge, 0, 0), group);
            }
            group.add(edge);
        }
        groups.removeIf(group -> group.size() < FEWEST_RULES);
        groups.sort(Comparator.comparingDouble((List<Edge> group) -> -group.getFirst().length()));
        return groups;
    }

    private static long key(Edge edge, int from, int to) {
        return (Math.round(edge.from() / SNAP) + from) * 1_000_003L
                + Math.round(edge.to() / SNAP)
                + to;
    }

    private List<Span> find(List<List<Edge>> groups) {
        List<Span> spans = new ArrayList<>();
        for (List<Edge> group : groups) {
            int first = 0;
            while (first + 2 < group.size() && budget > 0) {
                int last = first;
                while (last + 1 < group.size()
                        && belongs(group.get(last), group.get(last + 1), last == first)) {
                    last++;
                }
                Span span = last - first >= 2 ? span(group.subList(first, last + 1)) : null;
                if (span != null) {
                    spans.add(span);
                }
                first = Math.max(last, first + 1);
            }
        }
        spans.sort(Comparator.comparingInt(Span::from));
        return spans;
    }

    /** Whether what stands between two rules is the header of a table, its rows, or a caption among them. */
    private boolean belongs(Edge upper, Edge lower, boolean header) {
        int from = firstBelow(upper.at());
        int to = firstBelow(lower.at());
        int tabular = 0;
        int fixed = 0;
        for (int i = from; i < to; i++) {
            Row row = rows.get(i);
            boolean inside =
                    row.box().x0() > upper.from() - SNAP && row.box().x1() < upper.to() + SNAP;
            if (taken[i] || !inside || budget-- <= 0) {
                return false;
            }
            if (isTabular(i)) {
                tabular++;
            } else if (TableReach.isProse(row, upper.length())) {
                return false;
            }
            fixed += row.fixedPitch() ? 1 : 0;
        }
        double gap = lower.at() - upper.at();
        if (from == to) {
            return !header && gap < 2 * SNAP;
        }
        if (2 * fixed > to - from) {
            return false;
        }
        boolean caption = to - from == 1 && gap < CAPTION * rows.get(from).size();
        return header
                ? to - from <= MOST_HEADERS && (tabular > 0 || caption)
                : caption || 2 * tabular >= to - from;
    }

    private Span span(List<Edge> rules) {
        int from = firstBelow(rules.getFirst().at());
        int to = firstBelow(rules.getLast().at()) - 1;
        int names = firstBelow(rules.get(1).at());
        if (hasAmounts(from, names)
                || goesOn(from, -1, rules.getFirst())
                || goesOn(to, 1, rules.getFirst())) {
            return null;
        }
        List<List<Row>> cut = new ArrayList<>();
        List<List<Row>> tabular = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            boolean cells = isTabular(i);
            cut.add(pieces.get(i));
            if (cells) {
                tabular.add(pieces.get(i));
            }
        }
        if (tabular.size() < 2 || Vetoes.forbid(tabular, true)) {
            return null;
        }
        int titles = TableTitles.count(rows.subList(from, to + 1), cut);
        if (from + titles >= to) {
            return null;
        }
        for (int i = from; i <= to; i++) {
            taken[i] = true;
        }
        return new Span(from + titles, to);
    }

    /** A row of cells, or a name over the columns, close above the first rule or below the last: that one ends nothing. */
    private boolean goesOn(int edge, int step, Edge rule) {
        for (int at = edge, seen = 0; seen < MOST_LABELS; seen++, at += step) {
            int next = at + step;
            if (next < 0 || next >= rows.size()) {
                return false;
            }
            double distance = TableReach.distance(rows, Math.min(at, next));
            Row row = rows.get(next);
            boolean over =
                    step < 0
                            && row.box().x0() > rule.from() + BESIDE * rule.length()
                            && !Classifier.isCaption(row.text());
            if (distance < FAR && isTabular(next) || distance < NEAR && over) {
                return true;
            }
            // A label of the rows may stand between them and their header.
            if (distance > NEAR || TableReach.isProse(row, rule.length())) {
                return false;
            }
        }
        return false;
    }

    /** Rows of amounts under the first rule: it does not lie over a header. */
    private boolean hasAmounts(int from, int to) {
        for (int i = from; i < to; i++) {
            for (int p = 1; isTabular(i) && p < pieces.get(i).size(); p++) {
                String text = pieces.get(i).get(p).text();
                if (Tokens.isNumber(text) && !Tokens.isYear(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isTabular(int i) {
        if (pieces.get(i) == null) {
            pieces.set(i, Segments.of(rows.get(i)));
        }
        return TableFinder.isTabular(rows.get(i), pieces.get(i));
    }

    /** The first row whose baseline lies below {@code y}. */
    private int firstBelow(double y) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).base() < y + 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
