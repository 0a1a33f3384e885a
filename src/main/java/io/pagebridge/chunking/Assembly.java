package io.pagebridge.chunking;

import io.pagebridge.chunking.OpenChunk.Opening;
import java.util.ArrayList;
import java.util.List;

/** The chunks packed so far and the one that is open. Used once for each document, by one thread. */
final class Assembly {
    private final String text;
    private final TokenCounter tokens;
    private final Measure measure;
    private final List<Draft> drafts = new ArrayList<>();

    /** Closed, but a small rest that follows may still be put to it. */
    private OpenChunk closed;

    private OpenChunk open;

    Assembly(String text, TokenCounter tokens, Measure measure) {
        this.text = text;
        this.tokens = tokens;
        this.measure = measure;
        this.open = new OpenChunk(measure, Opening.BORDER);
    }

    OpenChunk open() {
        return open;
    }

    /** Whether what is open would be put to the chunk before it if it were closed now. */
    boolean openIsRest() {
        return closed != null && !open.isEmpty() && isRestOf(closed, open);
    }

    void add(List<Piece> pieces, SectionPath path) {
        pieces.forEach(piece -> open.add(piece, path));
    }

    /** Ends the open chunk, if it holds anything, and begins the next. */
    void close(Opening next) {
        if (!open.isEmpty()) {
            if (closed != null && isRestOf(closed, open)) {
                closed.absorb(open);
            } else {
                settle();
                closed = open;
            }
        }
        open = new OpenChunk(measure, next);
    }

    /** Ends the open chunk inside {@code piece}'s block: the next may repeat its end. */
    void closeInside(Piece piece) {
        int overlap = open.isEmpty() ? 0 : measure.overlap();
        boolean sameBlock = overlap > 0 && open.last().block() == piece.block();
        int end = open.isEmpty() ? 0 : open.last().end();
        close(Opening.SIZE);
        if (sameBlock && piece.block().kind().overlaps()) {
            repeat(Math.max(piece.block().start(), closed.start() + 1), end, overlap);
        }
    }

    List<Draft> finish() {
        close(Opening.BORDER);
        settle();
        return drafts;
    }

    private void settle() {
        if (closed != null) {
            drafts.add(closed.draft(text));
            closed = null;
        }
    }

    /** Lets the open chunk begin with the last words before {@code end}, as many as the overlap holds. */
    private void repeat(int earliest, int end, int overlap) {
        List<Integer> starts = new ArrayList<>();
        int used = 0;
        int from = end;
        for (int at = end - 1; at > earliest && used <= overlap; at--) {
            if (!Blanks.isBlank(text.charAt(at)) && Blanks.isBlank(text.charAt(at - 1))) {
                used += tokens.count(text, at, from);
                starts.add(at);
                from = at;
            }
        }
        while (!starts.isEmpty()) {
            int count = tokens.count(text, starts.getLast(), end);
            if (count <= overlap) {
                open.repeatFrom(starts.getLast(), count);
                return;
            }
            starts.removeLast();
        }
    }

    /** Whether a small chunk reads on from the one before it and fits into it: a table takes a line of sources. */
    private boolean isRestOf(OpenChunk before, OpenChunk rest) {
        if (rest.body() >= measure.undersized() || rest.holdsRows()) {
            return false;
        }
        if (before.holdsRows() && rest.opening() != Opening.SIZE) {
            return false;
        }
        boolean readsOn =
                switch (rest.opening()) {
                    case SIZE -> true;
                    case HEADING -> rest.first().block().level() > 2;
                    case BORDER -> false;
                };
        return readsOn && before.tokensWith(rest.content(), rest.path()) <= measure.max();
    }
}
