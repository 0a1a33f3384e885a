package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import io.pagebridge.layout.Stub.Parent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Recognises a table that goes on at the top of the next page: the last block of one page and the first of the next
 * with the same columns, its header repeated or absent.
 */
final class Continuations {
    private static final double SNAP = 7;
    private static final Pattern CONTINUED =
            Pattern.compile("(?i)continued|cont[.\u2019']?d?\\b|fortsetzung|suite");

    /** The blocks, some tables without their supposed header, and for each the index of the table it goes on with. */
    record Result(List<Block> blocks, int[] continues) {}

    private Continuations() {}

    static Result find(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks);
        int[] continues = new int[blocks.size()];
        Arrays.fill(continues, -1);
        Map<Integer, List<Parent>> open = new HashMap<>();
        int lastTable = -1;
        boolean textAfter = false;
        boolean textBefore = false;
        int page = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.page() != page) {
                page = block.page();
                textBefore = textAfter;
                textAfter = false;
            }
            if (block.kind() != Kind.TABLE) {
                boolean aside = block.kind() == Kind.FOOTNOTE || isContinuedLine(block);
                textBefore |= !aside;
                textAfter |= !aside;
                continue;
            }
            if (lastTable >= 0
                    && !textBefore
                    && follows(result.get(lastTable), block, textAfter)
                    && !isTitledAnew(result.get(lastTable).grid(), block.grid())) {
                continues[i] = lastTable;
                int root = lastTable;
                while (continues[root] >= 0) {
                    root = continues[root];
                }
                Grid grid = withoutFalseHeader(result.get(root).grid(), block.grid());
                double shift = shift(result.get(lastTable).grid(), grid);
                List<Parent> carried =
                        open
                                .computeIfAbsent(
                                        lastTable, t -> labels(result.get(t).grid()).open())
                                .stream()
                                .map(parent -> parent.carried(shift))
                                .toList();
                Stub.Labels labels = Stub.labels(grid.lines(), grid.headerRows(), carried);
                open.put(i, labels.open());
                Grid placed =
                        new Grid(grid.columns(), labels.lines(), grid.headerRows(), grid.units());
                result.set(i, block.withGrid(placed));
            }
            lastTable = i;
            textBefore = false;
            textAfter = false;
        }
        return new Result(result, continues);
    }

    /** At the top of the next page, or of the next column with its header again; in the same columns. */
    private static boolean follows(Block table, Block next, boolean textBetween) {
        if (next.page() == table.page() + 1) {
            return sameColumns(table.grid(), next.grid(), 0);
        }
        double shift = next.box().x0() - table.box().x0();
        return next.page() == table.page()
                && !textBetween
                && next.column() > table.column()
                && next.box().y0() < table.box().y0()
                && shift > table.box().width()
                && next.grid().headerRows() > 0
                && headerText(table.grid()).equals(headerText(next.grid()))
                && sameColumns(table.grid(), next.grid(), shift);
    }

    /** Both begin with a title of their own across all columns. */
    private static boolean isTitledAnew(Grid table, Grid next) {
        GridCell title = table.lines().getFirst().at(0);
        GridCell own = next.lines().getFirst().at(0);
        return title != null
                && own != null
                && title.columnSpan() == table.columns()
                && own.columnSpan() == next.columns()
                && !own.rows().isEmpty()
                && !CONTINUED.matcher(own.text()).find()
                && !title.text().equals(own.text());
    }

    private static boolean isContinuedLine(Block block) {
        return block.length() < 120 && CONTINUED.matcher(block.text()).find();
    }

    private static boolean sameColumns(Grid a, Grid b, double shift) {
        if (a.columns() != b.columns()) {
            return false;
        }
        double[][] first = extents(a);
        double[][] second = extents(b);
        int known = 0;
        int same = 0;
        for (int c = 0; c < first.length; c++) {
            if (first[c] != null && second[c] != null) {
                known++;
                boolean left = Math.abs(first[c][0] + shift - second[c][0]) < SNAP;
                boolean right = Math.abs(first[c][1] + shift - second[c][1]) < SNAP;
                boolean centre =
                        Math.abs(
                                        first[c][0]
                                                + first[c][1]
                                                + 2 * shift
                                                - second[c][0]
                                                - second[c][1])
                                < 2 * SNAP;
                same += left || right || centre ? 1 : 0;
            }
        }
        return known > 0 && same >= 0.7 * known;
    }

    private static Stub.Labels labels(Grid grid) {
        return Stub.labels(grid.lines(), grid.headerRows(), List.of());
    }

    /** How far the columns of the second part lie to the right of the first part's, by where their values end. */
    private static double shift(Grid first, Grid second) {
        double[][] a = extents(first);
        double[][] b = extents(second);
        List<Double> shifts = new ArrayList<>();
        for (int c = 1; c < a.length; c++) {
            if (a[c] != null && b[c] != null) {
                shifts.add(b[c][1] - a[c][1]);
            }
        }
        shifts.sort(null);
        return shifts.isEmpty() ? 0 : shifts.get(shifts.size() / 2);
    }

    private static double[][] extents(Grid grid) {
        double[][] extents = new double[grid.columns()][];
        for (Line line : grid.lines()) {
            for (GridCell cell : line.cells()) {
                for (Row row : cell.columnSpan() == 1 ? cell.rows() : List.<Row>of()) {
                    double[] extent = extents[cell.column()];
                    if (extent == null) {
                        extents[cell.column()] = new double[] {row.box().x0(), row.box().x1()};
                    } else {
                        extent[0] = Math.min(extent[0], row.box().x0());
                        extent[1] = Math.max(extent[1], row.box().x1());
                    }
                }
            }
        }
        return extents;
    }

    /** A first row that was only taken for a header because tables usually have one. */
    private static Grid withoutFalseHeader(Grid first, Grid grid) {
        if (grid.headerRows() == 0 || headerText(first).equals(headerText(grid))) {
            return grid;
        }
        for (int i = 0; i < grid.headerRows(); i++) {
            for (Row row : grid.lines().get(i).rows()) {
                if (row.bold() && !first.lines().getLast().rows().getFirst().bold()) {
                    return grid;
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Line line : grid.lines()) {
            lines.add(new Line(line.cells().stream().map(cell -> cell.withHeader(false)).toList()));
        }
        return new Grid(grid.columns(), lines, 0, grid.units());
    }

    private static String headerText(Grid grid) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < grid.headerRows(); i++) {
            for (GridCell cell : grid.lines().get(i).cells()) {
                text.append(cell.text().replaceAll("\\s+", "")).append('|');
            }
        }
        return text.toString();
    }
}
