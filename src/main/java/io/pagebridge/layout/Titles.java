package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/** The document's title: the largest heading in the upper part of the first page with text. */
final class Titles {
    private static final double LARGER = 1.25;

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
            int peers = 0;
            for (Block block : blocks) {
                peers +=
                        block.kind() == Kind.HEADING
                                        && Math.abs(block.size() / blocks.get(best).size() - 1)
                                                < 0.02
                                ? 1
                                : 0;
            }
            if (peers <= 2) {
                result.set(best, blocks.get(best).as(Kind.TITLE, "style", 0.8));
            }
        }
        return result;
    }
}
