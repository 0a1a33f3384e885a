package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one block of the entries of a table of contents. Between entries with leaders, a short line that ends with a
 * page number at the same right edge is an entry too.
 */
final class ContentsPages {
    private static final int FEWEST = 3;
    private static final double SNAP = 4;

    private ContentsPages() {}

    static List<Block> join(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks.size());
        int i = 0;
        while (i < blocks.size()) {
            int end = i;
            int sure = 0;
            while (end < blocks.size() && isEntry(blocks, i, end)) {
                sure += blocks.get(end).kind() == Kind.CONTENTS ? 1 : 0;
                end++;
            }
            if (sure < FEWEST) {
                result.add(blocks.get(i));
                i++;
                continue;
            }
            List<Row> rows = new ArrayList<>();
            for (Block block : blocks.subList(i, end)) {
                rows.addAll(block.rows());
            }
            Block first = blocks.get(i);
            result.add(
                    Block.of(
                            Kind.CONTENTS,
                            first.frame(),
                            first.page(),
                            first.column(),
                            rows,
                            "leaders"));
            i = end;
        }
        return result;
    }

    private static boolean isEntry(List<Block> blocks, int start, int i) {
        Block block = blocks.get(i);
        Block first = blocks.get(start);
        if (block.page() != first.page() || block.column() != first.column()) {
            return false;
        }
        if (block.kind() == Kind.CONTENTS) {
            return true;
        }
        boolean text = block.kind() == Kind.PARAGRAPH || block.kind() == Kind.HEADING;
        if (!text || block.rows().size() > 3) {
            return false;
        }
        Row last = block.last();
        boolean numbered =
                last.words().size() > 1 && Tokens.isRomanOrNumber(last.words().getLast().text());
        return numbered && (alignsWith(blocks, i - 1, last) || alignsWith(blocks, i + 1, last));
    }

    private static boolean alignsWith(List<Block> blocks, int i, Row row) {
        if (i < 0 || i >= blocks.size() || blocks.get(i).rows().isEmpty()) {
            return false;
        }
        Row other = blocks.get(i).last();
        return blocks.get(i).page() == row.page()
                && Math.abs(other.box().x1() - row.box().x1()) < SNAP
                && Tokens.isRomanOrNumber(other.words().getLast().text());
    }
}
