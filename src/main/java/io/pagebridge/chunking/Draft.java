package io.pagebridge.chunking;

import java.util.List;

/**
 * A chunk before it is counted and named.
 *
 * @param start of its slice of the canonical text; neither the first nor the last character is blank
 * @param context lines that its embed text repeats besides the heading path, most important last
 * @param table which rows it holds, or null; the number of parts is not yet known
 */
record Draft(
        int start,
        int end,
        ChunkType type,
        SectionPath path,
        List<String> context,
        TablePart table) {
    Draft {
        context = List.copyOf(context);
    }
}
