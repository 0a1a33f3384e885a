package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Edges.Edge;
import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import io.pagebridge.layout.Lattice.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** One network of edges as a grid: a missing inner edge makes a cell that spans. */
final class LatticeTable {
    private static final double SNAP = 3;
    private static final double NARROW = 20;
    private static final double PADDING = 9;
    private static final int MOST_CELLS = 40_000;

    private final int page;
    private final double[] xs;
    private final double[] ys;
    private final Network network;
    private final List<PageWord> words;
    private final int[][] owner;

    private LatticeTable(
            int page, Network network, double[] xs, double[] ys, List<PageWord> words) {
        this.page = page;
        this.network = network;
        this.xs = xs;
        this.ys = ys;
        this.words = words;
        this.owner = LatticeCells.owners(network, xs, ys, SNAP);
        LatticeCells.splitByText(owner, words, xs, ys);
    }

    /** Null when the network cannot be a table. */
    static LatticeTable of(int page, Network network, List<PageWord> words, List<Box> taken) {
        double[] ys = lines(network.across());
        double[] xs = lines(network.down());
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        for (Edge edge : network.across()) {
            left = Math.min(left, edge.from());
            right = Math.max(right, edge.to());
        }
        xs = open(xs, left, right);
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Edge edge : network.down()) {
            top = Math.min(top, edge.from());
            bottom = Math.max(bottom, edge.to());
        }
        ys = open(ys, top, bottom);
        if (network.striped() && ys.length > 2) {
            ys = withPlainLastRow(xs, ys, words);
        }
        xs = withoutStrips(xs, words, ys[0], ys[ys.length - 1]);
        xs = LatticeRivers.cut(page, xs, ys, words);
        if (ys.length < 2 || xs.length < 2 || (long) ys.length * xs.length > MOST_CELLS) {
            return null;
        }
        Box area = new Box(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
        for (Box other : taken) {
            if (other.overlaps(area)) {
                return null;
            }
        }
        List<PageWord> inside = new ArrayList<>();
        for (PageWord word : words) {
            if (area.contains(word.box().centerX(), word.box().centerY())) {
                inside.add(word);
            }
        }
        return inside.isEmpty() ? null : new LatticeTable(page, network, xs, ys, inside);
    }

    Box area() {
        return new Box(xs[0], ys[0], xs[xs.length - 1], ys[ys.length - 1]);
    }

    private static double[] lines(List<Edge> edges) {
        double[] at = edges.stream().mapToDouble(Edge::at).sorted().toArray();
        List<Double> lines = new ArrayList<>();
        for (double value : at) {
            if (lines.isEmpty() || value - lines.getLast() > SNAP) {
                lines.add(value);
            }
        }
        return lines.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Horizontal edges that run on past the last vertical one close an open side. */
    private static double[] open(double[] xs, double left, double right) {
        List<Double> all = new ArrayList<>();
        if (xs.length == 0 || left < xs[0] - 8) {
            all.add(left);
        }
        for (double x : xs) {
            all.add(x);
        }
        if (xs.length == 0 || right > xs[xs.length - 1] + 8) {
            all.add(right);
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A narrow column without a word is the white between two columns. */
    private static double[] withoutStrips(double[] xs, List<PageWord> words, double y0, double y1) {
        List<Double> kept = new ArrayList<>();
        kept.add(xs[0]);
        for (int c = 0; c + 1 < xs.length; c++) {
            boolean narrow = xs[c + 1] - xs[c] < NARROW && c > 0 && c + 2 < xs.length;
            boolean empty = narrow;
            for (int i = 0; empty && i < words.size(); i++) {
                Box box = words.get(i).box();
                empty =
                        box.centerY() < y0
                                || box.centerY() > y1
                                || box.centerX() < xs[c]
                                || box.centerX() > xs[c + 1];
            }
            if (!empty) {
                kept.add(xs[c + 1]);
            }
        }
        return kept.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A striped table may end with a row that is not coloured. */
    private static double[] withPlainLastRow(double[] xs, double[] ys, List<PageWord> words) {
        double bottom = ys[ys.length - 1];
        double height = Math.clamp(bottom - ys[ys.length - 2], 10, 60);
        List<PageWord> below = new ArrayList<>();
        double end = bottom;
        for (PageWord word : words) {
            double y = word.box().centerY();
            if (y > bottom
                    && y < bottom + 1.15 * height
                    && word.box().x1() > xs[0]
                    && word.box().x0() < xs[xs.length - 1]) {
                below.add(word);
                end = Math.max(end, word.box().y1());
            }
        }
        boolean cells = xs.length > 2 && !below.isEmpty();
        for (int c = 1; c < xs.length - 1 && cells; c++) {
            cells = LatticeStacks.divides(xs[c], below, 0);
        }
        if (!cells) {
            return ys;
        }
        double[] longer = Arrays.copyOf(ys, ys.length + 1);
        longer[ys.length] = end + 1;
        return longer;
    }

    RuledTable build() {
        int rows = ys.length - 1;
        int columns = xs.length - 1;
        List<List<List<PageWord>>> content = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            List<List<PageWord>> line = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                line.add(new ArrayList<>());
            }
            content.add(line);
        }
        for (PageWord word : words) {
            int cell = owner[at(ys, word.box().centerY())][column(xs, word)];
            content.get(cell / columns).get(cell % columns).add(word);
        }
        if (columns < 2 || !isTable(content)) {
            return tracked();
        }
        LatticeLines cut = new LatticeLines(page, xs, ys, owner);
        List<Line> lines = cut.lines(content);
        int used = 0;
        for (Line line : lines) {
            for (GridCell cell : line.cells()) {
                used = Math.max(used, cell.column() + cell.columnSpan());
            }
        }
        int headers = cut.headers(lines);
        List<Line> marked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean header = i < headers;
            marked.add(
                    new Line(
                            lines.get(i).cells().stream()
                                    .map(cell -> cell.withHeader(header))
                                    .toList()));
        }
        Grid grid =
                GridColumns.tidy(
                        new Grid(used, Stub.withHierarchy(marked, headers), headers, null));
        return new RuledTable(grid, identities(words), "lattice");
    }

    /** Only a frame or rules between rows: the columns are found as in a table without lines. */
    private RuledTable tracked() {
        List<Row> rows = RowBuilder.rows(page, words);
        List<TableFinder.Span> spans = TableFinder.find(rows);
        if (spans.size() != 1
                || spans.getFirst().to() - spans.getFirst().from() + 1 < 0.75 * rows.size()) {
            return null;
        }
        List<Row> inside = rows.subList(spans.getFirst().from(), rows.size());
        Grid grid = TableBuilder.build(inside, ys);
        Set<PageWord> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.forEach(row -> taken.addAll(row.words()));
        return grid == null ? null : new RuledTable(grid, taken, "rules");
    }

    /** At least two filled cells side by side, and not just two boxes of running text. */
    private static boolean isTable(List<List<List<PageWord>>> content) {
        int beside = 0;
        int filled = 0;
        int wordy = 0;
        for (List<List<PageWord>> line : content) {
            int inLine = 0;
            for (List<PageWord> cell : line) {
                inLine += cell.isEmpty() ? 0 : 1;
                wordy += cell.size() > 60 ? 1 : 0;
            }
            filled += inLine;
            beside += inLine > 1 ? 1 : 0;
        }
        return beside >= 1 && filled >= 3 && wordy < 0.6 * filled;
    }

    /** The column of a word; one that begins where cells begin may be too long for its own. */
    static int column(double[] xs, PageWord word) {
        int centre = at(xs, word.box().centerX());
        int begin = at(xs, word.box().x0() + 1);
        boolean left = begin < centre && word.box().x0() - xs[begin] < PADDING;
        return left ? begin : centre;
    }

    static int at(double[] lines, double value) {
        int low = 0;
        while (low < lines.length - 2 && lines[low + 1] < value) {
            low++;
        }
        return low;
    }

    private static Set<PageWord> identities(List<PageWord> words) {
        Set<PageWord> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(words);
        return set;
    }
}
