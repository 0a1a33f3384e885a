package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is drawn on a page as straight edges in the frame: strokes, thin rectangles and the sides of boxes, joined where
 * they continue each other.
 *
 * @param across horizontal edges by ascending y, {@code down} vertical ones by ascending x, {@code fills} coloured areas
 */
record Edges(List<Edge> across, List<Edge> down, List<Box> fills) {
    private static final double THIN = 3.2;
    private static final double SNAP = 1.6;
    private static final double JOIN = 3.2;
    private static final double SMALLEST_CELL = 12;
    private static final int MOST = 40_000;

    /** A horizontal edge at y = {@code at} or a vertical one at x = {@code at}. */
    record Edge(double at, double from, double to) {
        double length() {
            return to - from;
        }
    }

    static Edges of(List<Rule> rules, Frame frame) {
        List<Edge> across = new ArrayList<>();
        List<Edge> down = new ArrayList<>();
        List<Box> fills = new ArrayList<>();
        Backgrounds backgrounds = new Backgrounds();
        for (Rule rule : rules) {
            if (across.size() + down.size() > MOST) {
                break;
            }
            Box box = frame.turn(rule.x0(), rule.y0(), rule.x1(), rule.y1());
            if (isVisible(rule) && !backgrounds.hide(rule, box)) {
                add(rule, box, across, down, fills);
            }
        }
        return new Edges(join(across), join(down), List.copyOf(fills));
    }

    private static boolean isVisible(Rule rule) {
        boolean stroke =
                rule.stroked() && (rule.strokeRgba() & 0xFF) > 8 && !isWhite(rule.strokeRgba());
        boolean fill = rule.filled() && (rule.fillRgba() & 0xFF) > 8 && !isWhite(rule.fillRgba());
        return stroke || fill;
    }

    private static boolean isWhite(int rgba) {
        return (rgba >>> 8) >= 0xFCFCFC && (rgba >>> 24) >= 0xFC && (rgba >>> 16 & 0xFF) >= 0xFC;
    }

    private static void add(
            Rule rule, Box box, List<Edge> across, List<Edge> down, List<Box> fills) {
        if (rule.kind() == Rule.Kind.CURVE) {
            return;
        }
        if (box.height() <= THIN && box.width() > 2 * THIN) {
            across.add(new Edge(box.centerY(), box.x0(), box.x1()));
        } else if (box.width() <= THIN && box.height() > 2 * THIN) {
            down.add(new Edge(box.centerX(), box.y0(), box.y1()));
        } else if (rule.kind() == Rule.Kind.RECTANGLE
                && box.width() > THIN
                && box.height() > THIN) {
            if (rule.stroked() && !isWhite(rule.strokeRgba())) {
                sides(box, across, down);
            }
            if (rule.filled() && !isWhite(rule.fillRgba())) {
                boolean cell = box.width() > SMALLEST_CELL || continuesRow(fills, box);
                fills.add(box);
                if (cell && box.height() > SMALLEST_CELL / 2) {
                    // Coloured rows and cells end where their colour ends.
                    sides(box, across, down);
                }
            }
        }
    }

    /** A narrow cell, of currency signs perhaps, directly right of another one of its height. */
    private static boolean continuesRow(List<Box> fills, Box box) {
        Box last = fills.isEmpty() ? null : fills.getLast();
        return last != null
                && Math.abs(last.y0() - box.y0()) < 0.5
                && Math.abs(last.y1() - box.y1()) < 0.5
                && Math.abs(last.x1() - box.x0()) < 0.5;
    }

    private static void sides(Box box, List<Edge> across, List<Edge> down) {
        across.add(new Edge(box.y0(), box.x0(), box.x1()));
        across.add(new Edge(box.y1(), box.x0(), box.x1()));
        down.add(new Edge(box.x0(), box.y0(), box.y1()));
        down.add(new Edge(box.x1(), box.y0(), box.y1()));
    }

    /** Collinear edges that touch become one. */
    static List<Edge> join(List<Edge> edges) {
        List<Edge> sorted = new ArrayList<>(edges);
        sorted.sort(Comparator.comparingDouble(Edge::at));
        List<Edge> joined = new ArrayList<>();
        int i = 0;
        while (i < sorted.size()) {
            int end = i;
            double at = sorted.get(i).at();
            while (end < sorted.size() && sorted.get(end).at() - at <= SNAP) {
                end++;
            }
            List<Edge> group = new ArrayList<>(sorted.subList(i, end));
            group.sort(Comparator.comparingDouble(Edge::from));
            double from = group.getFirst().from();
            double to = group.getFirst().to();
            double line = (at + group.getLast().at()) / 2;
            for (Edge edge : group) {
                if (edge.from() > to + JOIN) {
                    joined.add(new Edge(line, from, to));
                    from = edge.from();
                    to = edge.to();
                } else {
                    to = Math.max(to, edge.to());
                }
            }
            joined.add(new Edge(line, from, to));
            i = end;
        }
        return joined;
    }

    /** Ascending y of the horizontal edges that run over most of the width of these rows, near or between them. */
    double[] rulesAcross(List<Row> rows) {
        double x0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        for (Row row : rows) {
            x0 = Math.min(x0, row.box().x0());
            x1 = Math.max(x1, row.box().x1());
        }
        double top = rows.getFirst().box().y0() - 12;
        double bottom = rows.getLast().box().y1() + 12;
        List<Double> found = new ArrayList<>();
        for (Edge edge : across) {
            if (edge.at() > top && edge.at() < bottom) {
                double shared = Math.min(edge.to(), x1) - Math.max(edge.from(), x0);
                if (shared > 0.6 * (x1 - x0)) {
                    found.add(edge.at());
                }
            }
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
