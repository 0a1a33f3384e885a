package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Headings such as "2.1. Method." that open their first paragraph on the same line, told by their number and their weight. */
final class RunIns {
    private static final Pattern NUMBERED =
            Pattern.compile("\\d{1,2}(\\.\\d{1,3}){1,3}\\.?\\s+\\p{Lu}.*\\p{L}.*");

    /** One alone may be an accident. */
    private static final int FEWEST = 2;

    private static final int LONGEST = 110;

    private RunIns() {}

    static List<Block> cut(List<Block> blocks) {
        int[] ends = new int[blocks.size()];
        int found = 0;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = end(blocks.get(i));
            found += ends[i] > 0 ? 1 : 0;
        }
        if (found < FEWEST) {
            return blocks;
        }
        List<Block> result = new ArrayList<>(blocks.size() + found);
        for (int i = 0; i < ends.length; i++) {
            Block block = blocks.get(i);
            if (ends[i] == 0) {
                result.add(block);
                continue;
            }
            List<PageWord> words = block.first().words();
            Row name = Row.of(block.page(), words.subList(0, ends[i]));
            List<Row> rest = new ArrayList<>(block.rows());
            rest.set(0, Row.of(block.page(), words.subList(ends[i], words.size())));
            result.add(block.withRows(List.of(name)).as(Kind.HEADING, "numbering", 0.8));
            result.add(block.withRows(rest).as(Kind.PARAGRAPH, "rows", 0.9));
        }
        return result;
    }

    /** How many words of the first row are such a heading. */
    private static int end(Block block) {
        boolean numbered =
                block.kind() == Kind.PARAGRAPH
                        || block.kind() == Kind.LIST_ITEM && "sequence".equals(block.reason());
        if (!numbered || !Character.isDigit(block.first().text().charAt(0))) {
            return 0;
        }
        List<PageWord> words = block.first().words();
        int end = 0;
        while (end < words.size() && words.get(end).bold()) {
            end++;
        }
        if (end < 2 || end == words.size()) {
            return 0;
        }
        String name = Row.joined(words.subList(0, end));
        return name.length() < LONGEST && NUMBERED.matcher(name).matches() ? end : 0;
    }
}
