package io.pagebridge.chunking;

import java.util.List;

/**
 * Blocks that belong into one chunk wherever they fit: headings with what follows, an object with its caption, a list's
 * introduction with its first item. Headings stand only at its start.
 */
record Bundle(List<Block> blocks) {
    Bundle {
        blocks = List.copyOf(blocks);
    }

    Block first() {
        return blocks.getFirst();
    }

    SectionPath path() {
        return blocks.getLast().path();
    }

    int cost() {
        return blocks.stream().mapToInt(block -> block.tokens() + 1).sum();
    }

    /** Its table, or null; there is never more than one. */
    Block table() {
        for (Block block : blocks) {
            if (block.kind() == Kind.TABLE) {
                return block;
            }
        }
        return null;
    }
}
