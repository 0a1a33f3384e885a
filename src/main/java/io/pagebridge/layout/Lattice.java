package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Edges.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Finds networks of crossing edges and makes a table of each that divides text into columns. */
final class Lattice {
    private static final double REACH = 2.5;
    private static final int CHECK_BUDGET = 2_000_000;

    private final List<Edge> across;
    private final List<Edge> down;
    private final int[] parent;
    private int budget = CHECK_BUDGET;

    private Lattice(Edges edges) {
        across = edges.across();
        down = edges.down();
        parent = new int[across.size() + down.size()];
        Arrays.setAll(parent, i -> i);
    }

    /**
     * The edges of one network.
     *
     * @param striped only every other row is coloured
     */
    record Network(List<Edge> across, List<Edge> down, boolean striped) {}

    static List<RuledTable> find(int page, List<PageWord> words, Edges edges) {
        List<RuledTable> tables = new ArrayList<>();
        List<Box> taken = new ArrayList<>();
        for (Network network : new Lattice(edges).networks(new LatticeStacks(page, words))) {
            LatticeTable table = LatticeTable.of(page, network, words, taken);
            if (table != null) {
                RuledTable made = table.build();
                if (made != null) {
                    tables.add(made);
                    taken.add(table.area());
                }
            }
        }
        return tables;
    }

    private List<Network> networks(LatticeStacks stacks) {
        double[] ys = across.stream().mapToDouble(Edge::at).toArray();
        for (int d = 0; d < down.size() && budget > 0; d++) {
            Edge edge = down.get(d);
            int from = Arrays.binarySearch(ys, edge.from() - REACH);
            for (int a = from < 0 ? -from - 1 : from;
                    a < ys.length && ys[a] <= edge.to() + REACH && budget-- > 0;
                    a++) {
                Edge line = across.get(a);
                if (line.from() <= edge.at() + REACH && line.to() >= edge.at() - REACH) {
                    parent[root(a)] = root(across.size() + d);
                }
            }
        }
        TreeMap<Integer, Network> networks = new TreeMap<>();
        for (int i = 0; i < parent.length; i++) {
            Network network =
                    networks.computeIfAbsent(
                            root(i),
                            ignored -> new Network(new ArrayList<>(), new ArrayList<>(), false));
            if (i < across.size()) {
                network.across().add(across.get(i));
            } else {
                network.down().add(down.get(i - across.size()));
            }
        }
        List<Network> sane = new ArrayList<>();
        for (Network network : stacks.join(new ArrayList<>(networks.values()))) {
            int h = network.across().size();
            int v = network.down().size();
            if (h >= 2 && v >= 1 && h + v >= 5 || h >= 3 && v >= 1) {
                sane.add(network);
            }
        }
        sane.sort((a, b) -> Double.compare(extent(b), extent(a)));
        return sane;
    }

    private static double extent(Network network) {
        double longest = 0;
        for (Edge edge : network.across()) {
            longest = Math.max(longest, edge.length());
        }
        return longest;
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
