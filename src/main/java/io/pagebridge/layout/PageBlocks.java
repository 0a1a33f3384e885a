package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Turns the rows of one page that are no furniture into blocks in reading order. */
final class PageBlocks {
    private final PageInk ink;
    private final BodyStyle body;
    private final Frame frame;
    private final Edges edges;
    private final TagIndex tags;
    private final List<Block> blocks = new ArrayList<>();
    private int column;

    private PageBlocks(PageInk ink, Frame frame, TagIndex tags, BodyStyle body, int column) {
        this.ink = ink;
        this.frame = frame;
        this.body = body;
        this.tags = tags;
        this.edges = Edges.of(ink.page().rules(), frame);
        this.column = column;
    }

    /** @param words of the main direction that are no furniture */
    static List<Block> of(PageInk ink, List<PageWord> words, BodyStyle body) {
        TagIndex tags = TagIndex.of(ink.page(), ink.words());
        PageBlocks main = new PageBlocks(ink, ink.frame(), tags, body, 0);
        List<Block> blocks = new ArrayList<>(main.build(words));
        int column = main.column;
        for (PageInk.Sideways sideways : ink.sideways()) {
            PageBlocks turned = new PageBlocks(ink, sideways.frame(), tags, body, column);
            List<Block> built = turned.build(sideways.words());
            column = turned.column;
            for (Block block : built) {
                blocks.add(
                        turned.isMarginal(built) ? block.as(Kind.FURNITURE, "margin", 0.8) : block);
            }
        }
        return blocks;
    }

    /** One line along the edge of the page, such as a stamp of a repository. */
    private boolean isMarginal(List<Block> built) {
        if (built.size() != 1 || built.getFirst().rows().size() != 1) {
            return false;
        }
        Box box = frame.turnBack(built.getFirst().box());
        Frame page = new Frame(0, ink.page().width(), ink.page().height());
        double margin = 0.09 * page.width();
        return box.x1() < margin || box.x0() > page.width() - margin;
    }

    private List<Block> build(List<PageWord> words) {
        int page = ink.page().number();
        List<PageWord> open = new ArrayList<>(words);
        Map<PageWord, Block> claims = new IdentityHashMap<>();
        List<PageWord> anchors = new ArrayList<>();
        List<RuledTable> tagged = TaggedTables.find(page, ink.page().tags(), open);
        for (RuledTable table : tagged) {
            open.removeIf(table.words()::contains);
        }
        for (Block figure : FigureWords.claim(ink, frame, edges, open)) {
            PageWord anchor = anchor(figure.box(), figure.first().words().getFirst());
            claims.put(anchor, figure);
            anchors.add(anchor);
        }
        List<RuledTable> drawn = RuledTables.find(page, open, edges);
        for (RuledTable table : drawn) {
            open.removeIf(table.words()::contains);
        }
        List<RuledTable> tables = new ArrayList<>(tagged);
        tables.addAll(drawn);
        for (RuledTable found : tables) {
            RuledTable table = TableGrowth.grow(page, found, open);
            Block block =
                    Block.of(Kind.TABLE, frame, page, 0, List.of(), table.reason())
                            .withGrid(table.grid());
            open.removeIf(table.words()::contains);
            PageWord anchor = anchor(block.box(), table.words().iterator().next());
            claims.put(anchor, block);
            open.add(anchor);
        }
        open.addAll(anchors);
        for (Region region : ColumnSplitter.split(page, open)) {
            region(region, claims, column++);
        }
        return blocks;
    }

    /** Stands for a whole table while columns are looked for. */
    private static PageWord anchor(Box box, PageWord like) {
        return new PageWord(
                "",
                box,
                box.y0() + 0.1,
                like.size(),
                like.font(),
                false,
                like.rgba(),
                like.order(),
                -1,
                false,
                false,
                false,
                false,
                1,
                false,
                0);
    }

    private void region(Region region, Map<PageWord, Block> claims, int column) {
        List<PageWord> plain = new ArrayList<>();
        List<Block> claimed = new ArrayList<>();
        for (PageWord word : region.words()) {
            Block block = claims.get(word);
            if (block == null) {
                plain.add(word);
            } else {
                claimed.add(block.withColumn(column));
            }
        }
        claimed.sort(Comparator.comparingDouble(block -> block.box().y0()));
        List<Row> rows = RowBuilder.rows(ink.page().number(), plain);
        int next = 0;
        List<Row> run = new ArrayList<>();
        for (Row row : rows) {
            while (next < claimed.size() && claimed.get(next).box().centerY() < row.base()) {
                flow(run, column);
                run = new ArrayList<>();
                blocks.add(claimed.get(next++));
            }
            run.add(row);
        }
        flow(run, column);
        blocks.addAll(claimed.subList(next, claimed.size()));
    }

    /** Rows without a drawn table among them: contents, and what is round them. */
    private void flow(List<Row> rows, int column) {
        int from = 0;
        for (TableFinder.Span span : ContentsRows.find(rows)) {
            undrawn(rows.subList(from, span.from()), column);
            List<Row> entries = rows.subList(span.from(), span.to() + 1);
            blocks.add(
                    Block.of(
                            Kind.CONTENTS,
                            frame,
                            ink.page().number(),
                            column,
                            entries,
                            "page-numbers"));
            from = span.to() + 1;
        }
        undrawn(rows.subList(from, rows.size()), column);
    }

    /** Tables between rules, and what is round them. */
    private void undrawn(List<Row> rows, int column) {
        int from = 0;
        for (TableFinder.Span span : RuledRows.find(rows, edges.across())) {
            Grid grid = grid(rows, span);
            if (grid != null) {
                unruled(rows.subList(from, span.from()), column);
                table(grid, "rules", column);
                from = span.to() + 1;
            }
        }
        unruled(rows.subList(from, rows.size()), column);
    }

    /** Borderless tables, and text around them. */
    private void unruled(List<Row> rows, int column) {
        int from = 0;
        for (TableFinder.Span span :
                rows.isEmpty() ? List.<TableFinder.Span>of() : TableFinder.find(rows)) {
            Grid grid = grid(rows, span);
            if (grid != null) {
                text(rows.subList(from, span.from()), column);
                table(grid, "borderless", column);
                from = span.to() + 1;
            }
        }
        text(rows.subList(from, rows.size()), column);
    }

    private Grid grid(List<Row> rows, TableFinder.Span span) {
        List<Row> inside = rows.subList(span.from(), span.to() + 1);
        Grid grid = TableBuilder.build(inside, edges.rulesAcross(inside));
        return grid == null || grid.lines().size() < 2 ? null : grid;
    }

    private void table(Grid grid, String reason, int column) {
        blocks.add(
                Block.of(Kind.TABLE, frame, ink.page().number(), column, List.of(), reason)
                        .withGrid(grid));
    }

    private void text(List<Row> rows, int column) {
        blocks.addAll(ParagraphBuilder.build(rows, frame, column, body, tags));
    }
}
