package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts together the parts of a paragraph that runs on in the next column or on the next page. */
final class Joins {
    private Joins() {}

    static List<List<Block>> join(List<Block> blocks) {
        List<List<Block>> joined = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            List<Block> open = openFor(joined, block);
            if (open != null) {
                open.add(block);
            } else {
                joined.add(new ArrayList<>(List.of(block)));
            }
        }
        return joined;
    }

    /** The last running text before this block, if this block goes on where that one stops. */
    private static List<Block> openFor(List<List<Block>> joined, Block block) {
        if (joined.isEmpty() || block.kind() != Kind.PARAGRAPH) {
            return null;
        }
        List<Block> last = joined.getLast();
        Block before = last.getLast();
        boolean text = before.kind() == Kind.PARAGRAPH || before.kind() == Kind.LIST_ITEM;
        boolean moved =
                before.page() != block.page() && block.page() - before.page() <= 1
                        || before.column() != block.column();
        if (!text || !moved || Math.abs(before.size() - block.size()) > 0.06 * block.size()) {
            return null;
        }
        String end = before.last().text();
        int head = block.first().text().codePointAt(0);
        boolean open = !SentenceEnd.is(end);
        boolean small = Character.isLowerCase(head);
        boolean full = before.rows().size() > 1 && before.bold() == block.bold();
        return open
                        && full
                        && (small
                                || Character.isLetterOrDigit(head)
                                        && fills(before)
                                        && block.rows().size() > 1)
                ? last
                : null;
    }

    private static boolean fills(Block block) {
        return block.last().box().x1() > block.box().x1() - 0.12 * block.box().width();
    }
}
