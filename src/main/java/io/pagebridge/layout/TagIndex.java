package io.pagebridge.layout;

import io.pagebridge.document.Page;
import io.pagebridge.document.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which block of the page's structure tree each word was drawn in. */
final class TagIndex {
    static final TagIndex NONE = new TagIndex(List.of());

    private static final Set<String> BLOCKS =
            Set.of(
                    "P",
                    "H",
                    "H1",
                    "H2",
                    "H3",
                    "H4",
                    "H5",
                    "H6",
                    "LI",
                    "LBody",
                    "Caption",
                    "Note",
                    "FENote",
                    "Code",
                    "TOCI",
                    "TD",
                    "TH",
                    "BlockQuote",
                    "Title",
                    "BibEntry",
                    "Formula",
                    "Figure");

    private final List<Tag> tags;
    private final Map<Integer, Integer> owners = new HashMap<>();

    private TagIndex(List<Tag> tags) {
        this.tags = tags;
        int[] block = new int[tags.size()];
        for (int i = 0; i < block.length; i++) {
            int parent = tags.get(i).parent();
            boolean own = BLOCKS.contains(tags.get(i).type());
            block[i] = own || parent < 0 || parent >= i ? (own ? i : -1) : block[parent];
            for (int id : tags.get(i).markedContentIds()) {
                owners.put(id, block[i]);
            }
        }
    }

    /** Empty when the tags cover too little of the page's text to be trusted, or call most of it a heading. */
    static TagIndex of(Page page, List<PageWord> words) {
        if (page.tags().isEmpty()) {
            return NONE;
        }
        TagIndex index = new TagIndex(page.tags());
        int covered = 0;
        int headings = 0;
        int all = 0;
        int distinct = 0;
        for (PageWord word : words) {
            if (word.artifact()) {
                continue;
            }
            int owner = index.owner(word);
            all += word.glyphs();
            covered += owner >= 0 ? word.glyphs() : 0;
            headings += index.headingLevel(owner) >= 0 ? word.glyphs() : 0;
            distinct++;
        }
        boolean mostlyHeadings = distinct > 60 && headings > 0.5 * all;
        return all > 0 && covered >= 0.6 * all && !mostlyHeadings ? index : NONE;
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    /** Index of the block-level tag round a word, or -1. */
    int owner(PageWord word) {
        return word.markedContent() < 0 ? -1 : owners.getOrDefault(word.markedContent(), -1);
    }

    String type(int owner) {
        return owner < 0 ? "" : tags.get(owner).type();
    }

    /** 1 to 6, 0 for a heading without a level, -1 for everything else. */
    int headingLevel(int owner) {
        String type = type(owner);
        if (type.equals("H") || type.equals("Title")) {
            return 0;
        }
        return type.length() == 2 && type.charAt(0) == 'H' ? type.charAt(1) - '0' : -1;
    }

    /** Rows cut where a heading stands in one row with the text that follows it. */
    List<Row> cutRunIns(List<Row> rows) {
        if (isEmpty()) {
            return rows;
        }
        List<Row> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            int cut = 1;
            List<PageWord> words = row.words();
            boolean heading = headingLevel(owner(words.getFirst())) >= 0;
            while (cut < words.size() && owner(words.get(cut)) == owner(words.getFirst())) {
                cut++;
            }
            if (heading && cut < words.size() && owner(words.get(cut)) >= 0) {
                result.add(Row.of(row.page(), words.subList(0, cut)));
                result.add(Row.of(row.page(), words.subList(cut, words.size())));
            } else {
                result.add(row);
            }
        }
        return result;
    }

    /** The tag that holds most of a row. */
    int owner(Row row) {
        int best = -1;
        int most = 0;
        int run = 0;
        int current = -2;
        for (PageWord word : row.words()) {
            int owner = owner(word);
            run = owner == current ? run + word.glyphs() : word.glyphs();
            current = owner;
            if (run > most) {
                most = run;
                best = owner;
            }
        }
        return best;
    }
}
