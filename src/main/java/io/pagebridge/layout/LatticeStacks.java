package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Edges.Edge;
import io.pagebridge.layout.Lattice.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins networks of one width that stand on each other with one row of cells between them: a table in which only every
 * other row is coloured.
 */
final class LatticeStacks {
    private static final double BUCKET = 3;
    private static final double TALLEST_GAP = 90;
    private static final double WIDEST_STRIP = 20;

    private final int page;
    private final List<PageWord> words;

    LatticeStacks(int page, List<PageWord> words) {
        this.page = page;
        this.words = new ArrayList<>(words);
        this.words.sort(Comparator.comparingDouble(word -> word.box().centerY()));
    }

    List<Network> join(List<Network> networks) {
        List<Network> sorted = new ArrayList<>(networks);
        sorted.sort(Comparator.comparingDouble(network -> area(network).y0()));
        Map<Long, Integer> open = new HashMap<>();
        List<Network> joined = new ArrayList<>();
        List<Box> areas = new ArrayList<>();
        for (Network network : sorted) {
            Box area = area(network);
            int above = above(open, areas, area);
            if (above >= 0 && isRowBetween(areas.get(above), area, network)) {
                Network upper = joined.get(above);
                upper.across().addAll(network.across());
                upper.down().addAll(network.down());
                joined.set(above, new Network(upper.across(), upper.down(), true));
                areas.set(above, areas.get(above).union(area));
            } else {
                joined.add(network);
                areas.add(area);
                above = joined.size() - 1;
            }
            open.put(key(area.x0(), area.x1(), 0, 0), above);
        }
        return beside(joined);
    }

    /** Parts of one table with a strip of white between two of its columns: the same rows side by side. */
    private List<Network> beside(List<Network> networks) {
        List<Network> sorted = new ArrayList<>(networks);
        sorted.sort(Comparator.comparingDouble(network -> area(network).x0()));
        Map<Long, Integer> open = new HashMap<>();
        List<Network> joined = new ArrayList<>();
        for (Network network : sorted) {
            Box area = area(network);
            Integer left = null;
            for (int i = 0; i < 9 && left == null; i++) {
                left = open.get(key(area.y0(), area.y1(), i / 3 - 1, i % 3 - 1));
            }
            if (left != null && sameRows(joined.get(left), network)) {
                joined.get(left).across().addAll(network.across());
                joined.get(left).down().addAll(network.down());
            } else {
                joined.add(network);
                left = joined.size() - 1;
            }
            open.put(key(area.y0(), area.y1(), 0, 0), left);
        }
        return joined;
    }

    private static boolean sameRows(Network left, Network right) {
        double gap = area(right).x0() - area(left).x1();
        if (gap < 0
                || gap > WIDEST_STRIP
                || left.across().size() * right.across().size() > 40_000) {
            return false;
        }
        int shared = 0;
        for (Edge edge : right.across()) {
            for (Edge other : left.across()) {
                if (Math.abs(edge.at() - other.at()) < BUCKET) {
                    shared++;
                    break;
                }
            }
        }
        return shared >= 3 && shared >= 0.8 * right.across().size();
    }

    private static int above(Map<Long, Integer> open, List<Box> areas, Box area) {
        for (int dx = -1; dx <= 1; dx++) {
            for (int dw = -1; dw <= 1; dw++) {
                Integer found = open.get(key(area.x0(), area.x1(), dx, dw));
                if (found != null && areas.get(found).y1() <= area.y0() + BUCKET) {
                    return found;
                }
            }
        }
        return -1;
    }

    private static long key(double x0, double x1, int dx, int dw) {
        return (Math.round(x0 / BUCKET) + dx) * 1_000_003L + Math.round(x1 / BUCKET) + dw;
    }

    /** The gap holds one row of cells, perhaps of several lines. */
    private boolean isRowBetween(Box upper, Box lower, Network network) {
        double from = upper.y1();
        double to = lower.y0();
        double taller = Math.max(lower.height(), 14);
        if (to - from > Math.min(TALLEST_GAP, 3.2 * taller)) {
            return false;
        }
        List<PageWord> between = new ArrayList<>();
        for (int i = firstBelow(from); i < words.size(); i++) {
            PageWord word = words.get(i);
            if (word.box().centerY() > to) {
                break;
            }
            if (word.box().x1() > upper.x0() && word.box().x0() < upper.x1()) {
                between.add(word);
            }
        }
        if (between.isEmpty()) {
            return to - from < 6;
        }
        List<Row> rows = RowBuilder.rows(page, between);
        boolean cells = false;
        for (Row row : rows) {
            boolean inside = row.box().x0() > upper.x0() - 2 && row.box().x1() < upper.x1() + 2;
            if (!inside) {
                return false;
            }
            cells |= Segments.of(row).size() > 1;
        }
        for (Edge edge : network.down()) {
            boolean inner = edge.at() > upper.x0() + BUCKET && edge.at() < upper.x1() - BUCKET;
            cells |= inner && divides(edge.at(), between, 0.7 * rows.getFirst().size());
        }
        double pitch = (to - from) / rows.size() / rows.getFirst().size();
        // One coloured row, not the next drawn table with its title.
        boolean stripe = network.across().size() <= 2;
        return (cells || stripe && areLabels(rows, upper, network, pitch)) && rows.size() <= 8;
    }

    /** A row of the table that has nothing but its label. */
    private static boolean areLabels(List<Row> rows, Box area, Network network, double pitch) {
        double inner = Double.MAX_VALUE;
        for (Edge edge : network.down()) {
            inner = edge.at() > area.x0() + BUCKET ? Math.min(inner, edge.at()) : inner;
        }
        for (Row row : rows) {
            // Bold and with white round it, it names the next table.
            boolean title = row.bold() && pitch > 2;
            boolean text = title || row.words().size() > 8 || row.text().startsWith("*");
            if (text || row.box().x1() > inner || row.box().x0() > area.x0() + 40) {
                return false;
            }
        }
        return inner < area.x1() - BUCKET && rows.size() <= 3;
    }

    /** Words on both sides of {@code x}, none across it and {@code gap} of white between them, not just a blank. */
    static boolean divides(double x, List<PageWord> words, double gap) {
        double left = -Double.MAX_VALUE;
        double right = Double.MAX_VALUE;
        for (PageWord word : words) {
            if (word.box().x0() < x - 1 && word.box().x1() > x + 1) {
                return false;
            }
            if (word.box().centerX() < x) {
                left = Math.max(left, word.box().x1());
            } else {
                right = Math.min(right, word.box().x0());
            }
        }
        return left > -Double.MAX_VALUE && right < Double.MAX_VALUE && right - left > gap;
    }

    private int firstBelow(double y) {
        int low = 0;
        int high = words.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words.get(middle).box().centerY() < y) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static Box area(Network network) {
        double x0 = Double.MAX_VALUE;
        double y0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        double y1 = -Double.MAX_VALUE;
        for (Edge edge : network.across()) {
            x0 = Math.min(x0, edge.from());
            x1 = Math.max(x1, edge.to());
            y0 = Math.min(y0, edge.at());
            y1 = Math.max(y1, edge.at());
        }
        for (Edge edge : network.down()) {
            y0 = Math.min(y0, edge.from());
            y1 = Math.max(y1, edge.to());
            x0 = Math.min(x0, edge.at());
            x1 = Math.max(x1, edge.at());
        }
        return new Box(x0, y0, x1, y1);
    }
}
