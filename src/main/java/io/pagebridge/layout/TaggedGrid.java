package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import io.pagebridge.layout.TaggedTables.TaggedCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The cells of one tagged table as a grid. INVARIANT: its rows stand below each other and its cells from left to right
 * as the tags say, and no other words stand between them; otherwise there is no grid.
 */
final class TaggedGrid {
    private static final int MOST_COLUMNS = 200;
    private static final double SLACK = 2;
    private static final double FURTHEST = 2.2;
    private static final List<PageWord> NO_WORDS = List.of();

    /** One cell with its place in the grid. */
    private record Placed(TaggedCell cell, int column, int columnSpan, int rowSpan) {}

    private final int page;
    private final List<List<Placed>> rows = new ArrayList<>();
    private final Set<PageWord> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private int columns;

    private TaggedGrid(int page) {
        this.page = page;
    }

    /** Null when the tags do not fit the page. */
    static RuledTable build(int page, List<TaggedCell> cells, List<PageWord> words) {
        TaggedGrid grid = new TaggedGrid(page);
        grid.place(cells);
        boolean fits =
                grid.columns > 1
                        && grid.columns <= MOST_COLUMNS
                        && grid.rows.size() > 1
                        && grid.isFilled()
                        && grid.areInOrder()
                        && grid.isAlone(words)
                        && !grid.lacksARow(words);
        return fits ? grid.table() : null;
    }

    /** As a browser places cells: the next column that no cell from above covers. Rows without a word are left out. */
    private void place(List<TaggedCell> cells) {
        List<Integer> covered = new ArrayList<>();
        int at = 0;
        while (at < cells.size()) {
            int end = at;
            boolean empty = true;
            while (end < cells.size() && cells.get(end).row() == cells.get(at).row()) {
                empty &= cells.get(end).words().isEmpty();
                end++;
            }
            List<Placed> row = new ArrayList<>();
            int column = 0;
            for (TaggedCell cell : empty ? List.<TaggedCell>of() : cells.subList(at, end)) {
                while (column < covered.size() && covered.get(column) > 0) {
                    column++;
                }
                int span = Math.clamp(cell.tag().columnSpan(), 1, MOST_COLUMNS);
                int down = Math.clamp(cell.tag().rowSpan(), 1, 1000);
                row.add(new Placed(cell, column, span, down));
                for (int c = column; c < column + span; c++) {
                    while (covered.size() <= c) {
                        covered.add(0);
                    }
                    covered.set(c, down);
                }
                taken.addAll(cell.words());
                column += span;
            }
            if (!row.isEmpty()) {
                rows.add(row);
                columns = Math.max(columns, covered.size());
                covered.replaceAll(rest -> Math.max(0, rest - 1));
            }
            at = end;
        }
    }

    /** Most rows reach over all columns. */
    private boolean isFilled() {
        int[] until = new int[columns];
        int whole = 0;
        for (int r = 0; r < rows.size(); r++) {
            for (Placed cell : rows.get(r)) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    until[c] = Math.max(until[c], r + cell.rowSpan());
                }
            }
            boolean full = true;
            for (int end : until) {
                full &= end > r;
            }
            whole += full ? 1 : 0;
        }
        return whole >= 0.9 * rows.size();
    }

    private boolean areInOrder() {
        double bottom = -Double.MAX_VALUE;
        for (List<Placed> row : rows) {
            double top = Double.MAX_VALUE;
            double low = -Double.MAX_VALUE;
            double left = -Double.MAX_VALUE;
            for (Placed cell : row) {
                double begin = Double.MAX_VALUE;
                double end = -Double.MAX_VALUE;
                for (PageWord word : cell.cell().words()) {
                    begin = Math.min(begin, word.box().x0());
                    end = Math.max(end, word.box().x1());
                    top = Math.min(top, word.base());
                    low = cell.rowSpan() > 1 ? low : Math.max(low, word.base());
                }
                if (begin < left - SLACK) {
                    return false;
                }
                left = Math.max(left, end);
            }
            if (top < bottom + SLACK) {
                return false;
            }
            bottom = Math.max(bottom, low);
        }
        return true;
    }

    private boolean isAlone(List<PageWord> words) {
        Box box = null;
        for (PageWord word : taken) {
            box = box == null ? word.box() : box.union(word.box());
        }
        for (PageWord word : words) {
            if (!taken.contains(word) && box.contains(word.box().centerX(), word.box().centerY())) {
                return false;
            }
        }
        return true;
    }

    /** Directly above or below, at the distance of two rows, words stand under each other with those of all columns. */
    private boolean lacksARow(List<PageWord> words) {
        double[] left = new double[columns];
        double[] right = new double[columns];
        Arrays.fill(left, Double.MAX_VALUE);
        Arrays.fill(right, -Double.MAX_VALUE);
        for (List<Placed> row : rows) {
            for (Placed cell : row) {
                for (PageWord word : cell.columnSpan() == 1 ? cell.cell().words() : NO_WORDS) {
                    left[cell.column()] = Math.min(left[cell.column()], word.box().x0());
                    right[cell.column()] = Math.max(right[cell.column()], word.box().x1());
                }
            }
        }
        double first = base(rows.getFirst());
        double last = base(rows.getLast());
        double above = base(rows.get(1)) - first;
        double below = last - base(rows.get(rows.size() - 2));
        boolean[] upper = new boolean[columns];
        boolean[] lower = new boolean[columns];
        boolean crossedAbove = false;
        boolean crossedBelow = false;
        double size = taken.iterator().next().size();
        for (PageWord word : words) {
            if (taken.contains(word)) {
                continue;
            }
            double up = first - word.base();
            double down = word.base() - last;
            boolean isUpper = up > SLACK && up < Math.min(1.1 * above, FURTHEST * size);
            boolean isLower = down > SLACK && down < Math.min(1.1 * below, FURTHEST * size);
            boolean any = false;
            for (int c = 0; c < columns && (isUpper || isLower); c++) {
                double x = word.box().centerX();
                boolean inside = x > left[c] && x < right[c];
                upper[c] |= isUpper && inside;
                lower[c] |= isLower && inside;
                any |= inside;
            }
            crossedAbove |= isUpper && !any;
            crossedBelow |= isLower && !any;
        }
        return areAll(upper) && !crossedAbove || areAll(lower) && !crossedBelow;
    }

    private static double base(List<Placed> row) {
        double base = -Double.MAX_VALUE;
        for (Placed cell : row) {
            for (PageWord word : cell.cell().words()) {
                base = Math.max(base, word.base());
            }
        }
        return base;
    }

    private static boolean areAll(boolean[] columns) {
        for (boolean column : columns) {
            if (!column) {
                return false;
            }
        }
        return true;
    }

    private RuledTable table() {
        List<Line> lines = new ArrayList<>();
        int marked = 0;
        for (int r = 0; r < rows.size(); r++) {
            boolean header = true;
            for (Placed cell : rows.get(r)) {
                boolean row = "Row".equals(cell.cell().tag().scope());
                header &= cell.cell().tag().type().equals("TH") && !row;
            }
            marked = header && marked == r ? r + 1 : marked;
        }
        for (List<Placed> row : rows) {
            List<GridCell> cells = new ArrayList<>();
            for (Placed cell : row) {
                List<PageWord> words = cell.cell().words();
                cells.add(
                        new GridCell(
                                cell.column(),
                                cell.columnSpan(),
                                Math.min(cell.rowSpan(), rows.size() - lines.size()),
                                cell.cell().tag().type().equals("TH"),
                                words.isEmpty() ? List.of() : RowBuilder.rows(page, words)));
            }
            lines.add(new Line(cells));
        }
        // Often only the first of several header rows is marked; all marked says nothing.
        int headers = marked > 0 && marked < rows.size() ? marked : LatticeLines.headerLines(lines);
        List<Line> headed = new ArrayList<>();
        for (int r = 0; r < lines.size(); r++) {
            boolean header = r < headers;
            List<GridCell> cells = lines.get(r).cells();
            headed.add(new Line(cells.stream().map(cell -> cell.withHeader(header)).toList()));
        }
        Grid grid = new Grid(columns, Stub.withHierarchy(headed, headers), headers, null);
        return new RuledTable(GridColumns.tidy(grid), taken, "tags");
    }
}
