package io.pagebridge.chunking;

import io.pagebridge.chunking.OpenChunk.Opening;
import java.util.ArrayList;
import java.util.List;

/** Packs bundles into chunks, in order, each decided by the chunk that is open. Used once for each document. */
final class Packer {
    private final String text;
    private final Measure measure;
    private final Assembly assembly;
    private final Splitter splitter;
    private final Flow flow;

    Packer(String text, Measure measure, Assembly assembly, Splitter splitter) {
        this.text = text;
        this.measure = measure;
        this.assembly = assembly;
        this.splitter = splitter;
        this.flow = new Flow(text, measure, assembly, splitter);
    }

    List<Draft> pack(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            Block table = bundle.table();
            if (table != null && standsAlone(table)) {
                placeTable(bundle, table);
            } else {
                place(bundle);
            }
        }
        return assembly.finish();
    }

    private boolean standsAlone(Block table) {
        return table.table().rows().size() > 6 || 5 * table.tokens() > 2 * measure.max();
    }

    private void place(Bundle bundle) {
        Block table = bundle.table();
        List<String> context = table == null ? List.of() : table.table().opening(shown(bundle));
        int cost = bundle.cost() + measure.context(context);
        if (!assembly.open().isEmpty()) {
            boolean fits = assembly.open().tokensWith(cost, bundle.path()) <= measure.max();
            if (beginsAnew(bundle.first()) || !belongsInto(assembly.open(), bundle, cost, fits)) {
                assembly.close(opening(bundle.first()));
            }
        }
        if (assembly.open().tokensWith(cost, bundle.path()) <= measure.max()) {
            bundle.blocks().forEach(block -> assembly.open().add(block.whole(), bundle.path()));
            if (!context.isEmpty()) {
                assembly.open().repeat(context);
            }
            return;
        }
        int limit = (measure.max() - measure.prefix(bundle.path())) / 2 - 2;
        List<Piece> pieces = new ArrayList<>();
        for (Block block : bundle.blocks()) {
            pieces.addAll(parts(block, limit, block != bundle.blocks().getLast()));
        }
        flow.pack(pieces, bundle.path(), Flow.Context.NONE);
    }

    /** A rest after rows takes only what is glued to them or notes below. */
    private boolean belongsInto(OpenChunk open, Bundle bundle, int cost, boolean fits) {
        boolean note = bundle.first().kind() == Kind.FOOTNOTE;
        if (open.holdsRows()) {
            return note && fits;
        }
        if (!fits) {
            boolean mustBeCutAnyway =
                    measure.prefix(bundle.path()) + cost > measure.max()
                            && open.body() < measure.undersized();
            return mustBeCutAnyway;
        }
        int total = open.tokensWith(cost, bundle.path());
        return note || total - measure.target() <= Math.max(0, measure.target() - open.tokens());
    }

    private static Opening opening(Block first) {
        return first.isHeading()
                ? Opening.HEADING
                : first.opensPage() ? Opening.BORDER : Opening.SIZE;
    }

    /**
     * Whether a heading or a new page ends the open chunk. A chunk that begins a page does not depend on the pages
     * before it unless they leave a section just begun: so an inserted page changes few chunks.
     */
    private boolean beginsAnew(Block first) {
        OpenChunk open = assembly.open();
        if (first.level() == 0) {
            return first.opensPage() || open.body() >= measure.negligible();
        }
        if (first.opensPage() && !goesOn(open.last().block(), first)) {
            boolean chapter = first.isHeading() && first.level() <= 2;
            if (chapter || !open.startsWithHeading() || open.body() >= measure.enoughBeforePage()) {
                return true;
            }
        }
        if (!first.isHeading()) {
            return false;
        }
        if (!open.startsWithHeading()) {
            // A note below a table goes to the table, not to the next section.
            return open.body() >= measure.negligible() || assembly.openIsRest();
        }
        boolean leavesParent = first.level() < open.first().block().level();
        int enough =
                first.level() <= 2 ? measure.enoughBeforeChapter() : measure.enoughBeforeSection();
        return open.body() >= (leavesParent ? measure.negligible() : enough);
    }

    /** A list, notes and lines go on over the end of a page. */
    private static boolean goesOn(Block before, Block first) {
        return first.kind() == Kind.FOOTNOTE
                || (first.kind() == before.kind()
                        && (first.kind() == Kind.LIST || first.kind() == Kind.LINES));
    }

    private void placeTable(Bundle bundle, Block table) {
        OpenChunk open = assembly.open();
        boolean leadsIn =
                !open.isEmpty()
                        && !open.holdsRows()
                        && open.body() < measure.undersized()
                        && !beginsAnew(bundle.first());
        if (!leadsIn) {
            assembly.close(Opening.BORDER);
        }
        List<Block> lead = bundle.blocks().subList(0, bundle.blocks().indexOf(table));
        List<Block> tail = bundle.blocks().subList(lead.size() + 1, bundle.blocks().size());
        int room = measure.max() - measure.prefix(bundle.path());
        List<Piece> before = new ArrayList<>();
        lead.forEach(block -> before.addAll(parts(block, room / 4, true)));
        flow.pack(before, bundle.path(), Flow.Context.NONE);
        List<Piece> pieces = new ArrayList<>(TableRows.of(table, splitter, measure));
        tail.forEach(block -> pieces.addAll(parts(block, room / 2 - 2, false)));
        List<String> opening = table.table().opening(shown(bundle));
        List<String> freshOpening = table.table().opening(shown(new Bundle(List.of(table))));
        Flow.Context context =
                (piece, fresh) -> TableRows.context(table, piece, fresh ? freshOpening : opening);
        flow.pack(pieces, bundle.path(), context);
    }

    /** What a reader of the chunk sees of the bundle before the table's own rows begin, and its headers. */
    private String shown(Bundle bundle) {
        Block table = bundle.table();
        List<TableRun.Row> rows = table.table().rows();
        int end = rows.isEmpty() ? table.start() : rows.getFirst().end();
        for (int i = 0; i < rows.size() && rows.get(i).header(); i++) {
            end = rows.get(i).end();
        }
        return text.substring(bundle.first().start(), Math.max(end, bundle.first().start()));
    }

    /** The block as a whole where it fits, else its parts. */
    private List<Piece> parts(Block block, int limit, boolean keepsNext) {
        List<Piece> pieces = new ArrayList<>();
        if (block.tokens() <= limit) {
            pieces.add(new Piece(block, block.start(), block.end(), block.tokens(), keepsNext, -1));
            return pieces;
        }
        List<Splitter.Part> parts =
                block.kind().isLines()
                        ? splitter.lines(block.start(), block.end(), measure.room())
                        : splitter.split(block.start(), block.end(), Grain.SENTENCE, limit);
        for (Splitter.Part part : parts) {
            boolean last = part == parts.getLast();
            pieces.add(
                    new Piece(
                            block, part.start(), part.end(), part.tokens(), keepsNext && last, -1));
        }
        return pieces;
    }
}
