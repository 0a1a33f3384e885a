package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together the parts of a paragraph that runs on in the next column or on the next page. Notes, figures, tables and
 * captions may stand between: those of the earlier page come before the whole paragraph then, so that pages never fall.
 */
final class Joins {
    /** So many blocks may stand between two parts of a paragraph. */
    private static final int REACH = 12;

    private Joins() {}

    static List<List<Block>> join(List<Block> blocks) {
        List<List<Block>> joined = new ArrayList<>();
        for (Block block : blocks) {
            int open = openFor(joined, block);
            if (open < 0) {
                joined.add(new ArrayList<>(List.of(block)));
                continue;
            }
            List<Block> parts = joined.remove(open);
            parts.add(block);
            int place = open;
            while (place < joined.size() && joined.get(place).getFirst().page() < block.page()) {
                place++;
            }
            joined.add(place, parts);
        }
        return joined;
    }

    /** Where the running text that this block goes on with stands, or -1. */
    private static int openFor(List<List<Block>> joined, Block block) {
        if (block.kind() != Kind.PARAGRAPH) {
            return -1;
        }
        int last = joined.size() - 1;
        for (int i = last; i >= 0 && i >= last - REACH; i--) {
            Kind kind = joined.get(i).getLast().kind();
            if (kind == Kind.PARAGRAPH || kind == Kind.LIST_ITEM) {
                boolean open = goesOn(joined.get(i).getLast(), block, i < last);
                return open && keepsOrder(joined, i, block.page()) ? i : -1;
            }
            boolean floats =
                    kind == Kind.FOOTNOTE
                            || kind == Kind.FIGURE
                            || kind == Kind.CAPTION
                            || kind == Kind.TABLE
                            || kind == Kind.FURNITURE;
            if (!floats) {
                return -1;
            }
        }
        return -1;
    }

    /** What stands between can come before the whole paragraph, which starts on the same page. */
    private static boolean keepsOrder(List<List<Block>> joined, int paragraph, int page) {
        int start = joined.get(paragraph).getFirst().page();
        for (List<Block> between : joined.subList(paragraph + 1, joined.size())) {
            if (between.getFirst().page() < page && between.getFirst().page() != start) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesOn(Block before, Block block, boolean past) {
        boolean moved =
                before.page() != block.page() && block.page() - before.page() <= 1
                        || before.column() != block.column();
        if (!moved || Math.abs(before.size() - block.size()) > 0.06 * block.size()) {
            return false;
        }
        String end = before.last().text();
        int head = block.first().text().codePointAt(0);
        boolean open = !SentenceEnd.is(end);
        boolean small =
                Character.isLowerCase(head) || Character.isIdeographic(head) && fills(before);
        boolean full = before.rows().size() > 1 && before.bold() == block.bold();
        boolean letters =
                !past
                        && Character.isLetterOrDigit(head)
                        && fills(before)
                        && block.rows().size() > 1;
        return open && full && (small || letters);
    }

    private static boolean fills(Block block) {
        return block.last().box().x1() > block.box().x1() - 0.12 * block.box().width();
    }
}
