package io.pagebridge.layout;

import io.pagebridge.layout.Edges.Edge;
import io.pagebridge.layout.Lattice.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cells of a lattice are one because the edge between them is missing. */
final class LatticeCells {
    private LatticeCells() {}

    /** For each elementary cell the index (row * columns + column) of the top-left cell that owns it. */
    static int[][] owners(Network network, double[] xs, double[] ys, double snap) {
        int rows = ys.length - 1;
        int columns = xs.length - 1;
        boolean[][] left = new boolean[rows][columns];
        boolean[][] top = new boolean[rows][columns];
        for (Edge edge : network.down()) {
            int c = nearest(xs, edge.at(), snap);
            for (int r = 0; c >= 0 && c < columns && r < rows; r++) {
                left[r][c] |= covers(edge, ys[r], ys[r + 1]);
            }
        }
        for (Edge edge : network.across()) {
            int r = nearest(ys, edge.at(), snap);
            for (int c = 0; r >= 0 && r < rows && c < columns; c++) {
                top[r][c] |= covers(edge, xs[c], xs[c + 1]);
            }
        }
        int[][] owner = new int[rows][columns];
        for (int[] line : owner) {
            Arrays.fill(line, -1);
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (owner[r][c] < 0) {
                    claim(owner, left, top, r, c);
                }
            }
        }
        return owner;
    }

    /** The largest rectangle from here to the right and then down that no edge divides. */
    private static void claim(int[][] owner, boolean[][] left, boolean[][] top, int r, int c) {
        int columns = owner[0].length;
        int endColumn = c;
        while (endColumn + 1 < columns && !left[r][endColumn + 1] && owner[r][endColumn + 1] < 0) {
            endColumn++;
        }
        int endRow = r;
        while (endRow + 1 < owner.length && joins(owner, left, top, endRow + 1, c, endColumn)) {
            endRow++;
        }
        for (int i = r; i <= endRow; i++) {
            Arrays.fill(owner[i], c, endColumn + 1, r * columns + c);
        }
    }

    private static boolean joins(
            int[][] owner, boolean[][] left, boolean[][] top, int row, int from, int to) {
        for (int c = from; c <= to; c++) {
            if (top[row][c] || owner[row][c] >= 0 || c > from && left[row][c]) {
                return false;
            }
        }
        return true;
    }

    /**
     * A cell whose words stand clear of the column lines inside it is several cells: lines between columns are often
     * drawn in the header only.
     */
    static void splitByText(int[][] owner, List<PageWord> words, double[] xs, double[] ys) {
        int columns = xs.length - 1;
        Map<Integer, List<PageWord>> spanning = new HashMap<>();
        for (PageWord word : words) {
            int r = LatticeTable.at(ys, word.box().centerY());
            int c = LatticeTable.column(xs, word);
            int own = owner[r][c];
            int first = own % columns;
            int row = own / columns;
            boolean wide = first + 1 < columns && owner[row][first + 1] == own;
            if (wide) {
                spanning.computeIfAbsent(own, ignored -> new ArrayList<>()).add(word);
            }
        }
        spanning.forEach((own, cell) -> split(owner, own, cell, xs));
    }

    private static void split(int[][] owner, int own, List<PageWord> words, double[] xs) {
        int columns = xs.length - 1;
        int row = own / columns;
        int from = own % columns;
        int to = from;
        while (to + 1 < columns && owner[row][to + 1] == own) {
            to++;
        }
        int start = from;
        for (int c = from + 1; c <= to; c++) {
            if (isClear(words, xs[c], xs[start], xs[to + 1])) {
                start = c;
            }
            for (int r = row;
                    r < owner.length && start > from && (r == row || owner[r][c] == own);
                    r++) {
                owner[r][c] = row * columns + start;
            }
        }
    }

    private static boolean isClear(List<PageWord> words, double x, double from, double to) {
        double left = -Double.MAX_VALUE;
        double right = Double.MAX_VALUE;
        double size = 0;
        boolean onLeft = false;
        boolean onRight = false;
        for (PageWord word : words) {
            size = Math.max(size, word.size());
            if (word.box().centerX() < x) {
                left = Math.max(left, word.box().x1());
                onLeft = true;
            } else {
                right = Math.min(right, word.box().x0());
                onRight = true;
            }
        }
        return onLeft
                && onRight
                && left < x + 1
                && right > x - 1
                && right - left > 0.7 * size
                && from < x
                && x < to;
    }

    private static boolean covers(Edge edge, double from, double to) {
        double shared = Math.min(edge.to(), to) - Math.max(edge.from(), from);
        return shared > 0.6 * (to - from);
    }

    private static int nearest(double[] lines, double at, double snap) {
        int best = -1;
        double distance = snap + 0.1;
        for (int i = 0; i < lines.length; i++) {
            if (Math.abs(lines[i] - at) < distance) {
                distance = Math.abs(lines[i] - at);
                best = i;
            }
        }
        return best;
    }
}
