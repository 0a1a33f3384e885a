package io.pagebridge.layout;

import io.pagebridge.document.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables that the document's own tags describe (Table, TR, TH, TD). Tags lie: each table is held against where its
 * words stand, and one that does not fit is left to geometry.
 */
final class TaggedTables {
    /** One TD or TH with its words; {@code row} is the index of its TR in the tags. */
    record TaggedCell(Tag tag, int row, List<PageWord> words) {}

    private static final int MOST_CELLS = 20_000;

    private final List<Tag> tags;
    private final int[] tables;
    private final int[] rows;
    private final int[] cells;
    private final Map<Integer, Integer> owners = new HashMap<>();

    private TaggedTables(List<Tag> tags) {
        this.tags = tags;
        tables = new int[tags.size()];
        rows = new int[tags.size()];
        cells = new int[tags.size()];
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            int parent = tag.parent() < i ? tag.parent() : -1;
            tables[i] = parent < 0 ? -1 : tables[parent];
            rows[i] = parent < 0 ? -1 : rows[parent];
            cells[i] = parent < 0 ? -1 : cells[parent];
            switch (tag.type()) {
                case "Table" -> tables[i] = tables[i] < 0 ? i : tables[i];
                case "TR" -> rows[i] = rows[i] < 0 && tables[i] >= 0 ? i : rows[i];
                case "TD", "TH" -> cells[i] = cells[i] < 0 && rows[i] >= 0 ? i : cells[i];
                default -> {}
            }
            for (int id : tag.markedContentIds()) {
                owners.put(id, i);
            }
        }
    }

    static List<RuledTable> find(int page, List<Tag> tags, List<PageWord> words) {
        boolean any = false;
        for (Tag tag : tags) {
            any |= tag.type().equals("Table");
        }
        return any ? new TaggedTables(tags).find(page, words) : List.of();
    }

    private List<RuledTable> find(int page, List<PageWord> words) {
        Map<Integer, List<PageWord>> inCells = new HashMap<>();
        for (PageWord word : words) {
            int owner =
                    word.markedContent() < 0 ? -1 : owners.getOrDefault(word.markedContent(), -1);
            if (owner >= 0 && cells[owner] >= 0) {
                inCells.computeIfAbsent(cells[owner], ignored -> new ArrayList<>()).add(word);
            }
        }
        Map<Integer, List<TaggedCell>> byTable = new TreeMap<>();
        for (int i = 0; i < tags.size(); i++) {
            if (cells[i] == i) {
                List<PageWord> own = inCells.getOrDefault(i, List.of());
                byTable.computeIfAbsent(tables[i], ignored -> new ArrayList<>())
                        .add(new TaggedCell(tags.get(i), rows[i], own));
            }
        }
        List<RuledTable> found = new ArrayList<>();
        for (List<TaggedCell> table : byTable.values()) {
            RuledTable made =
                    table.size() > MOST_CELLS ? null : TaggedGrid.build(page, table, words);
            if (made != null) {
                found.add(made);
            }
        }
        return found;
    }
}
