package io.pagebridge.chunking;

/**
 * The smallest thing that is packed: a block, or a part of one that does not fit into a chunk.
 *
 * @param keepsNext whether the piece after it should stay in the same chunk
 * @param row of the block's table, -1 otherwise
 */
record Piece(Block block, int start, int end, int tokens, boolean keepsNext, int row) {
    /** What it adds to a chunk: a part counts with the blanks before it, a block needs an empty line. */
    int cost() {
        return start > block.start() ? tokens : tokens + 1;
    }
}
