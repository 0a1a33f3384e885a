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
    private final Edges edges;
    private final TagIndex tags;
    private final List<Block> blocks = new ArrayList<>();

    private PageBlocks(PageInk ink, BodyStyle body) {
        this.ink = ink;
        this.body = body;
        this.tags = TagIndex.of(ink.page(), ink.words());
        this.edges = Edges.of(ink.page().rules(), ink.frame());
    }

    static List<Block> of(PageInk ink, List<PageWord> words, BodyStyle body) {
        return new PageBlocks(ink, body).build(words);
    }

    private List<Block> build(List<PageWord> words) {
        int page = ink.page().number();
        List<PageWord> open = new ArrayList<>(words);
        Map<PageWord, Block> claims = new IdentityHashMap<>();
        for (RuledTable table : RuledTables.find(page, open, edges, body)) {
            Block block =
                    Block.of(Kind.TABLE, ink.frame(), page, 0, List.of(), table.reason())
                            .withGrid(table.grid());
            open.removeIf(table.words()::contains);
            PageWord anchor = anchor(block.box(), table.words().iterator().next());
            claims.put(anchor, block);
            open.add(anchor);
        }
        int column = 0;
        for (Region region : ColumnSplitter.split(page, open)) {
            region(region, claims, column++);
        }
        for (PageInk.Sideways sideways : ink.sideways()) {
            List<Row> rows = RowBuilder.rows(page, sideways.words());
            blocks.addAll(ParagraphBuilder.build(rows, sideways.frame(), column++, body, tags));
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

    /** Rows without a drawn table among them: borderless tables, and text around them. */
    private void flow(List<Row> rows, int column) {
        int from = 0;
        for (TableFinder.Span span :
                rows.isEmpty() ? List.<TableFinder.Span>of() : TableFinder.find(rows)) {
            List<Row> inside = rows.subList(span.from(), span.to() + 1);
            Grid grid = TableBuilder.build(inside, edges.rulesAcross(inside));
            if (grid == null) {
                continue;
            }
            text(rows.subList(from, span.from()), column);
            blocks.add(
                    Block.of(
                                    Kind.TABLE,
                                    ink.frame(),
                                    ink.page().number(),
                                    column,
                                    List.of(),
                                    "borderless")
                            .withGrid(grid));
            from = span.to() + 1;
        }
        text(rows.subList(from, rows.size()), column);
    }

    private void text(List<Row> rows, int column) {
        blocks.addAll(ParagraphBuilder.build(rows, ink.frame(), column, body, tags));
    }
}
