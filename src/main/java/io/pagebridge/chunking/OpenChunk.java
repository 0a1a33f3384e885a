package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The chunk that is being packed. */
final class OpenChunk {
    /** Why it was begun: what stands before it is too large, or is something else. */
    enum Opening {
        SIZE,
        HEADING,
        BORDER
    }

    private final Measure measure;
    private final Opening opening;
    private final List<Piece> pieces = new ArrayList<>();
    private List<String> context = List.of();
    private SectionPath path;
    private int body;
    private int contextTokens;
    private int repeatedFrom = -1;

    OpenChunk(Measure measure, Opening opening) {
        this.measure = measure;
        this.opening = opening;
    }

    void add(Piece piece, SectionPath under) {
        pieces.add(piece);
        body += piece.cost();
        path = path == null ? under : path.common(under);
    }

    /** Puts lines in front of its embed text. */
    void repeat(List<String> lines) {
        List<String> all = new ArrayList<>(context);
        lines.stream().filter(line -> !all.contains(line)).forEach(all::add);
        context = all;
        contextTokens = measure.context(all);
    }

    /** Lets it begin before its first piece, with text that the chunk before it ends with. */
    void repeatFrom(int from, int tokens) {
        repeatedFrom = from;
        body += tokens;
    }

    /** Its tokens if {@code cost} more under {@code under} were added. */
    int tokensWith(int cost, SectionPath under) {
        SectionPath both = path == null ? under : path.common(under);
        return measure.prefix(both) + contextTokens + body + cost;
    }

    int tokens() {
        return isEmpty() ? contextTokens : measure.prefix(path) + contextTokens + body;
    }

    int body() {
        return body;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    Opening opening() {
        return opening;
    }

    SectionPath path() {
        return path;
    }

    Piece first() {
        return pieces.getFirst();
    }

    Piece last() {
        return pieces.getLast();
    }

    List<Piece> pieces() {
        return pieces;
    }

    boolean startsWithHeading() {
        return !isEmpty() && first().block().isHeading();
    }

    boolean endsWithHeading() {
        return !isEmpty() && last().block().isHeading();
    }

    boolean holdsRows() {
        return pieces.stream().anyMatch(piece -> piece.row() >= 0);
    }

    int start() {
        return repeatedFrom >= 0 ? repeatedFrom : first().start();
    }

    /** Takes everything of the chunk that follows it. */
    void absorb(OpenChunk next) {
        next.pieces.forEach(piece -> add(piece, next.path));
        if (!next.context.isEmpty()) {
            repeat(next.context);
        }
    }

    /** What its pieces and the lines in front of them cost. */
    int content() {
        return body + contextTokens;
    }

    Draft draft(String text) {
        int start = Blanks.skip(text, start(), last().end());
        int end = Blanks.trimEnd(text, start, last().end());
        ChunkType type = type();
        return new Draft(
                start, end, type, path, context, type == ChunkType.TABLE ? tablePart() : null);
    }

    /** What more than half of it is, by length; headings and captions have no say. */
    private ChunkType type() {
        if (holdsRows()) {
            return ChunkType.TABLE;
        }
        Map<ChunkType, Integer> lengths = new EnumMap<>(ChunkType.class);
        int all = 0;
        for (Piece piece : pieces) {
            Kind kind = piece.block().kind();
            if (kind != Kind.HEADING && kind != Kind.CAPTION) {
                int length = piece.end() - piece.start();
                lengths.merge(kind.type(), length, Integer::sum);
                all += length;
            }
        }
        for (Map.Entry<ChunkType, Integer> entry : lengths.entrySet()) {
            if (2 * entry.getValue() > all) {
                return entry.getKey();
            }
        }
        return ChunkType.TEXT;
    }

    private TablePart tablePart() {
        TableRun table = null;
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (Piece piece : pieces) {
            if (piece.block().table() == null
                    || (table != null && table != piece.block().table())) {
                continue;
            }
            table = piece.block().table();
            boolean whole = piece.row() < 0;
            first = Math.min(first, whole ? 0 : piece.row());
            last = Math.max(last, whole ? table.rows().size() - 1 : piece.row());
        }
        return table == null || last < 0
                ? null
                : new TablePart(table.element(), first, last, table.rows().size(), 0, 1);
    }
}
