package io.pagebridge.chunking;

import java.util.List;

/** Spreads the pieces of something too large evenly over as few chunks as come near the target. */
final class Flow {
    private final String text;
    private final Measure measure;
    private final Assembly assembly;
    private final Splitter splitter;

    Flow(String text, Measure measure, Assembly assembly, Splitter splitter) {
        this.text = text;
        this.measure = measure;
        this.assembly = assembly;
        this.splitter = splitter;
    }

    /** What a chunk repeats in which {@code piece} is the first of these pieces; the least important line first. */
    @FunctionalInterface
    interface Context {
        Context NONE = (piece, fresh) -> List.of();

        /**
         * @param fresh whether the chunk also begins with it
         */
        List<String> at(Piece piece, boolean fresh);
    }

    void pack(List<Piece> pieces, SectionPath path, Context context) {
        if (pieces.isEmpty()) {
            return;
        }
        int all = cost(pieces, 0, pieces.size());
        if (assembly.open().isEmpty()) {
            all += measure.context(context.at(pieces.getFirst(), true));
        } else {
            addContext(pieces.getFirst(), 0, path, context);
        }
        boolean allFit = assembly.open().tokensWith(all, path) <= measure.max();
        int aim = allFit ? measure.max() : aim(all, path, context.at(pieces.getLast(), true));
        int from = 0;
        while (from < pieces.size()) {
            int to = groupEnd(pieces, from);
            int cost = cost(pieces, from, to);
            OpenChunk open = assembly.open();
            if (!open.isEmpty() && !takes(open, cost, path, aim)) {
                assembly.closeInside(pieces.get(from));
                open = assembly.open();
            }
            if (open.isEmpty()) {
                addContext(pieces.get(from), cost, path, context);
            }
            if (open.tokensWith(cost, path) <= measure.max()) {
                assembly.add(pieces.subList(from, to), path);
            } else {
                addSingly(pieces.subList(from, to), path, context);
            }
            from = to;
        }
    }

    private boolean takes(OpenChunk open, int cost, SectionPath path, int aim) {
        if (open.endsWithHeading()) {
            return true;
        }
        int total = open.tokensWith(cost, path);
        if (total > measure.max()) {
            return false;
        }
        boolean onlyHeadings = open.last().keepsNext();
        return onlyHeadings || total - aim <= Math.max(0, aim - open.tokens());
    }

    /** The total size at which a chunk is closed, so that all become about as large. */
    private int aim(int cost, SectionPath path, List<String> context) {
        int fixed = measure.prefix(path) + measure.context(context);
        int room = Math.max(1, measure.max() - fixed);
        int wished = Math.clamp(measure.target() - fixed, Math.max(1, room / 2), room);
        int all = cost + assembly.open().body();
        int chunks = Math.max(1, Math.ceilDiv(all, wished));
        return fixed + Math.ceilDiv(all, chunks);
    }

    private void addSingly(List<Piece> group, SectionPath path, Context context) {
        for (Piece piece : group) {
            OpenChunk open = assembly.open();
            boolean full = !open.isEmpty() && open.tokensWith(piece.cost(), path) > measure.max();
            Piece rest = full && open.endsWithHeading() ? withoutStart(piece, path) : piece;
            if (rest == null) {
                continue;
            }
            if (full) {
                assembly.closeInside(rest);
                addContext(rest, rest.cost(), path, context);
            }
            assembly.open().add(rest, path);
        }
    }

    /**
     * Puts under the heading that would else end the chunk as much of the piece as there is room for, context and
     * path aside, and gives the rest, or null. Rows and lines of code stay whole: there the heading stands alone.
     */
    private Piece withoutStart(Piece piece, SectionPath path) {
        OpenChunk open = assembly.open();
        int room = measure.room() - open.body() - 1;
        if (piece.cost() <= room) {
            open.add(piece, path);
            return null;
        }
        if (room <= 0 || mustStayWhole(piece)) {
            return piece;
        }
        List<Splitter.Part> parts =
                splitter.split(piece.start(), piece.end(), Grain.SENTENCE, room);
        Splitter.Part first = parts.getFirst();
        if (first.tokens() > room || first.end() >= piece.end()) {
            return piece;
        }
        Block block = piece.block();
        open.add(
                new Piece(block, first.start(), first.end(), first.tokens(), false, piece.row()),
                path);
        int left = parts.stream().skip(1).mapToInt(Splitter.Part::tokens).sum();
        return new Piece(block, first.end(), piece.end(), left, piece.keepsNext(), piece.row());
    }

    private boolean mustStayWhole(Piece piece) {
        boolean rows = piece.block().kind() == Kind.TABLE || piece.block().kind() == Kind.CODE;
        boolean endsInsideLine =
                piece.end() < piece.block().end()
                        && text.charAt(piece.end()) != '\n'
                        && text.charAt(piece.end() - 1) != '\n';
        return rows && !endsInsideLine;
    }

    /** Gives the open chunk as much context as leaves room for {@code cost}; the outermost lines go first. */
    private void addContext(Piece piece, int cost, SectionPath path, Context context) {
        OpenChunk open = assembly.open();
        List<String> lines = context.at(piece, open.isEmpty());
        int without = open.tokensWith(cost, path);
        int first = 0;
        while (first < lines.size()
                && without + measure.context(lines.subList(first, lines.size())) > measure.max()) {
            first++;
        }
        if (first < lines.size()) {
            open.repeat(lines.subList(first, lines.size()));
        }
    }

    private static int groupEnd(List<Piece> pieces, int from) {
        int to = from + 1;
        while (to < pieces.size() && pieces.get(to - 1).keepsNext()) {
            to++;
        }
        return to;
    }

    private static int cost(List<Piece> pieces, int from, int to) {
        int cost = 0;
        for (int i = from; i < to; i++) {
            cost += pieces.get(i).cost();
        }
        return cost;
    }
}
