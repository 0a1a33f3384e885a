package io.pagebridge.chunking;

import io.pagebridge.chunking.TableRun.Row;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table as pieces, and what each part repeats. */
final class TableRows {
    private TableRows() {}

    /** A row is cut, between cells where possible, only if no chunk could hold it: what it would repeat gives way. */
    static List<Piece> of(Block block, Splitter splitter, Measure measure) {
        TableRun table = block.table();
        int limit = measure.room();
        List<Piece> pieces = new ArrayList<>();
        int at = block.start();
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            int end = i + 1 == table.rows().size() ? block.end() : row.end();
            if (at >= end) {
                continue;
            }
            List<Splitter.Part> parts = splitter.split(at, end, Grain.LINE, limit);
            for (Splitter.Part part : parts) {
                boolean keepsNext = part == parts.getLast() && keepsNext(table, i);
                pieces.add(new Piece(block, part.start(), part.end(), part.tokens(), keepsNext, i));
            }
            at = end;
        }
        if (pieces.isEmpty()) {
            for (Splitter.Part part : splitter.lines(at, block.end(), limit)) {
                pieces.add(new Piece(block, part.start(), part.end(), part.tokens(), false, -1));
            }
        }
        return pieces;
    }

    /**
     * What a part that begins with {@code piece} repeats.
     *
     * @param opening the same for the first part
     */
    static List<String> context(Block block, Piece piece, List<String> opening) {
        TableRun table = block.table();
        if (piece.row() < 0) {
            return List.of();
        }
        Row row = table.rows().get(piece.row());
        if (piece.row() == 0 && piece.start() <= row.start()) {
            return opening;
        }
        List<String> lines = new ArrayList<>(table.repeated(piece.row()));
        lines.addAll(table.parents(piece.row()));
        if (piece.start() > row.start() && !row.label().isBlank()) {
            lines.add(row.label());
        }
        return lines;
    }

    /** A header and a label over other rows never end a part. */
    private static boolean keepsNext(TableRun table, int row) {
        return row + 1 < table.rows().size()
                && (table.rows().get(row).header() || table.rows().get(row + 1).parent() == row);
    }
}
