package io.pagebridge.layout;

import java.util.List;

/** Tables that are drawn: grids of lines, and pairs of rules of one width. */
final class RuledTables {
    private RuledTables() {}

    static List<RuledTable> find(int page, List<PageWord> words, Edges edges, BodyStyle body) {
        return Lattice.find(page, words, edges);
    }
}
