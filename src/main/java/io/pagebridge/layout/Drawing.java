package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Page;
import io.pagebridge.document.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Paths of one page that touch each other or nearly do.
 *
 * @param paths how many they are
 * @param shapes how many of them are curves or slanted lines
 * @param spread in how many cells of the page's raster such a shape stands away from the edges
 */
record Drawing(Box box, int paths, int shapes, int spread) {
    private static final double CELL = 8;
    private static final int MOST_CELLS_A_SIDE = 256;

    /** Cells visited on one page; a page with more is no drawing that anybody could read. */
    private static final int MOST_VISITED = 2_000_000;

    private static final int FEWEST_SHAPES = 3;
    private static final double SHAPES = 0.1;
    private static final int LEAST_SPREAD = 8;
    private static final double BACKGROUND = 0.4;
    private static final double SLANTED = 2;

    /** Rules, frames and their rounded corners are no figure. */
    boolean isFigure() {
        return shapes >= FEWEST_SHAPES && shapes >= SHAPES * paths && spread >= LEAST_SPREAD;
    }

    static List<Drawing> find(Page page) {
        int shapes = 0;
        for (Rule rule : page.rules()) {
            shapes += isShape(rule) ? 1 : 0;
        }
        return shapes < FEWEST_SHAPES ? List.of() : new Raster(page).find();
    }

    private static boolean isShape(Rule rule) {
        return switch (rule.kind()) {
            case CURVE -> true;
            case RECTANGLE -> false;
            case SEGMENT ->
                    Math.abs(rule.x1() - rule.x0()) > SLANTED
                            && Math.abs(rule.y1() - rule.y0()) > SLANTED;
        };
    }

    /** The page in cells; cells with paint that touch are one drawing. */
    private static final class Raster {
        private final Page page;
        private final double cell;
        private final int columns;
        private final int rows;
        private final int[] groups;
        private final BitSet painted;
        private final List<Rule> rules = new ArrayList<>();
        private int visited;

        Raster(Page page) {
            this.page = page;
            this.cell = Math.max(CELL, Math.max(page.width(), page.height()) / MOST_CELLS_A_SIDE);
            this.columns = (int) Math.ceil(page.width() / cell) + 1;
            this.rows = (int) Math.ceil(page.height() / cell) + 1;
            this.groups = new int[columns * rows];
            this.painted = new BitSet(groups.length);
        }

        List<Drawing> find() {
            Box whole = new Box(0, 0, page.width(), page.height());
            for (Rule rule : page.rules()) {
                Box box = rule.box();
                boolean background = box.area() > BACKGROUND * whole.area();
                boolean seen = box.overlaps(whole.grow(0.1)) || box.area() == 0;
                if (background || !seen) {
                    continue;
                }
                rules.add(rule);
                visit(rule, painted);
                if (visited > MOST_VISITED) {
                    return List.of();
                }
            }
            int count = group();
            return count == 0 ? List.of() : drawings(count);
        }

        private void visit(Rule rule, BitSet cells) {
            if (rule.kind() == Rule.Kind.SEGMENT) {
                double length = Math.hypot(rule.x1() - rule.x0(), rule.y1() - rule.y0());
                int steps = (int) Math.min(4 * MOST_CELLS_A_SIDE, 2 * length / cell) + 1;
                for (int i = 0; i <= steps; i++) {
                    double part = (double) i / steps;
                    cells.set(
                            at(
                                    rule.x0() + part * (rule.x1() - rule.x0()),
                                    rule.y0() + part * (rule.y1() - rule.y0())));
                }
                visited += steps;
                return;
            }
            Box box = rule.box();
            int first = at(box.x0(), box.y0());
            int last = at(box.x1(), box.y1());
            int width = last % columns - first % columns + 1;
            for (int from = first; from <= last; from += columns) {
                cells.set(from, from + width);
                visited += width;
            }
        }

        private int at(double x, double y) {
            int column = Math.clamp((int) (x / cell), 0, columns - 1);
            int row = Math.clamp((int) (y / cell), 0, rows - 1);
            return row * columns + column;
        }

        /** Numbers the groups of touching cells from 1. */
        private int group() {
            int[] waiting = new int[groups.length];
            int count = 0;
            for (int seed = painted.nextSetBit(0); seed >= 0; seed = painted.nextSetBit(seed + 1)) {
                if (groups[seed] != 0) {
                    continue;
                }
                groups[seed] = ++count;
                int top = 0;
                waiting[top++] = seed;
                while (top > 0) {
                    int current = waiting[--top];
                    for (int dy = -1; dy <= 1; dy++) {
                        for (int dx = -1; dx <= 1; dx++) {
                            int x = current % columns + dx;
                            int y = current / columns + dy;
                            boolean inside = x >= 0 && x < columns && y >= 0 && y < rows;
                            int next = y * columns + x;
                            if (inside && painted.get(next) && groups[next] == 0) {
                                groups[next] = count;
                                waiting[top++] = next;
                            }
                        }
                    }
                }
            }
            return count;
        }

        private List<Drawing> drawings(int count) {
            Box[] boxes = new Box[count + 1];
            int[] paths = new int[count + 1];
            int[] shapes = new int[count + 1];
            for (Rule rule : rules) {
                int group = groups[at(rule.box().x0(), middle(rule))];
                group = group == 0 ? groups[at(rule.x0(), rule.y0())] : group;
                Box box = rule.box();
                boxes[group] = boxes[group] == null ? box : boxes[group].union(box);
                paths[group]++;
                shapes[group] += isShape(rule) ? 1 : 0;
            }
            BitSet shaped = new BitSet(groups.length);
            rules.stream().filter(Drawing::isShape).forEach(rule -> visit(rule, shaped));
            int[] spread = new int[count + 1];
            for (int i = shaped.nextSetBit(0); i >= 0; i = shaped.nextSetBit(i + 1)) {
                Box box = boxes[groups[i]];
                double x = (i % columns + 0.5) * cell;
                double y = (i / columns + 0.5) * cell;
                spread[groups[i]] += box != null && box.grow(-cell).contains(x, y) ? 1 : 0;
            }
            List<Drawing> result = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                if (boxes[i] != null) {
                    result.add(new Drawing(boxes[i], paths[i], shapes[i], spread[i]));
                }
            }
            return result;
        }

        private static double middle(Rule rule) {
            return rule.kind() == Rule.Kind.SEGMENT
                    ? rule.x0() <= rule.x1() ? rule.y0() : rule.y1()
                    : rule.box().y0();
        }
    }
}
