package io.pagebridge.layout;

import io.pagebridge.layout.Grid.GridCell;
import java.util.List;

/** Tables that are drawn: grids of lines, and coloured rows. */
final class RuledTables {
    private RuledTables() {}

    static List<RuledTable> find(int page, List<PageWord> words, Edges edges) {
        return Lattice.find(page, words, edges).stream()
                .filter(table -> !isOneLine(table))
                .toList();
    }

    /** A coloured line of text: a header above rows without colour, perhaps, but no table by itself. */
    private static boolean isOneLine(RuledTable table) {
        if (table.grid().lines().size() > 1) {
            return false;
        }
        for (GridCell cell : table.grid().lines().getFirst().cells()) {
            if (cell.rows().size() > 1) {
                return false;
            }
        }
        return true;
    }
}
