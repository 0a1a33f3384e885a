package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/** The document's title: the largest heading in the upper part of the first page with text. */
final class Titles {
    private static final double LARGER = 1.25;

    /** Distance of two lines of one title, in sizes of its type. */
    private static final double CLOSEST = 1.45;

    private static final int MOST_ROWS = 4;

    private Titles() {}

    static List<Block> find(List<Block> blocks, BodyStyle body) {
        List<Block> result = new ArrayList<>(blocks);
        int best = -1;
        int page = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            page = page < 0 ? block.page() : page;
            if (block.page() != page) {
                break;
            }
            if (block.kind() == Kind.HEADING
                    && block.size() > LARGER * body.size()
                    && (best < 0 || block.size() > 1.02 * blocks.get(best).size())) {
                best = i;
            }
        }
        if (best >= 0) {
            join(result, best);
            int peers = 0;
            for (Block block : result) {
                peers += block.kind() == Kind.HEADING && sameSize(block, result.get(best)) ? 1 : 0;
            }
            if (peers <= 2) {
                result.set(best, result.get(best).as(Kind.TITLE, "style", 0.8));
            }
        }
        return result;
    }

    /** Its further lines, where the wrap looked like an end. */
    private static void join(List<Block> blocks, int at) {
        while (at + 1 < blocks.size()) {
            Block title = blocks.get(at);
            Block next = blocks.get(at + 1);
            boolean together =
                    next.kind() == Kind.HEADING
                            && next.page() == title.page()
                            && sameSize(title, next)
                            && next.bold() == title.bold()
                            && Headings.NUMBERED.matcher(next.text()).matches()
                                    == Headings.NUMBERED.matcher(title.text()).matches()
                            && title.rows().size() < MOST_ROWS
                            && next.first().base() > title.last().base()
                            && next.first().base() - title.last().base() < CLOSEST * title.size();
            if (!together || title.reason().equals("tags")) {
                return;
            }
            List<Row> rows = new ArrayList<>(title.rows());
            rows.addAll(next.rows());
            blocks.set(at, title.withRows(rows));
            blocks.remove(at + 1);
        }
    }

    private static boolean sameSize(Block a, Block b) {
        return Math.abs(a.size() / b.size() - 1) < 0.02;
    }
}
