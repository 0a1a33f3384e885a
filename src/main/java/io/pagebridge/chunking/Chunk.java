package io.pagebridge.chunking;

import java.util.List;

/**
 * A passage to retrieve and to cite.
 *
 * @param id UUIDv5; the same for the same document key, options, heading path and text
 * @param index place among the document's chunks, from 0
 * @param text exactly {@code [start, end)} of the canonical text (UTF-16 offsets)
 * @param embedText what to embed and to index: heading path and, for part of a table, its caption, units, header rows
 *     and parent labels, then the text
 * @param tokens of {@code embedText}; never more than the options allow
 * @param headingPath the headings that hold for all of the chunk, the document's title first
 * @param pages every page it touches, ascending
 * @param boxes one for each page and column, from the words in it
 * @param table which rows of which table, or null
 * @param ocr whether any of its words was recognised rather than read
 * @param confidence 0 to 1, mean over its characters
 * @param previousId of the chunk before, or null; {@code nextId} likewise
 */
public record Chunk(
        String id,
        int index,
        ChunkType type,
        String text,
        String embedText,
        int start,
        int end,
        int tokens,
        List<String> headingPath,
        List<Integer> pages,
        List<PageBox> boxes,
        TablePart table,
        boolean ocr,
        double confidence,
        String previousId,
        String nextId) {
    public Chunk {
        headingPath = List.copyOf(headingPath);
        pages = List.copyOf(pages);
        boxes = List.copyOf(boxes);
    }
}
