package io.pagebridge.layout;

import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What can be understood of one page by itself, and what it will most likely become. One document, one thread.
 *
 * <p>INVARIANT: an expectation never changes a result. {@link #blocks} gives what was worked out beforehand only when the
 * whole document confirms what it was worked out from.
 */
final class Draft {
    private final PageInk ink;
    private final List<Row> rows;
    private final PageEdges edges;
    private final TypeCensus census;
    private Expected expected;

    /**
     * @param census of the rows that are no furniture
     * @param blocks made with this furniture and this body style
     */
    private record Expected(
            Set<Row> furniture, TypeCensus census, BodyStyle body, List<Block> blocks) {}

    private Draft(PageInk ink, List<Row> rows) {
        this.ink = ink;
        this.rows = rows;
        this.edges = PageEdges.of(rows, ink.frame());
        this.census = TypeCensus.of(rows);
    }

    static Draft of(Page page) {
        PageInk ink = PageInk.of(page);
        return new Draft(ink, RowBuilder.rows(page.number(), ink.words()));
    }

    PageInk ink() {
        return ink;
    }

    /** All rows of the main direction, from top to bottom. */
    List<Row> rows() {
        return rows;
    }

    PageEdges edges() {
        return edges;
    }

    /** Of all rows. */
    TypeCensus census() {
        return census;
    }

    /** Of the rows that are no furniture. */
    TypeCensus census(Set<Row> furniture) {
        if (furniture.isEmpty()) {
            return census;
        }
        return expected != null && expected.furniture().equals(furniture)
                ? expected.census()
                : TypeCensus.of(content(furniture));
    }

    List<Row> content(Set<Row> furniture) {
        return rows.stream().filter(row -> !furniture.contains(row)).toList();
    }

    void expect(Set<Row> furniture, BodyStyle body) {
        List<Block> blocks = make(furniture, body);
        blocks.forEach(block -> block.lines().prepare(block.frame(), block.column()));
        expected = new Expected(furniture, census(furniture), body, blocks);
    }

    List<Block> blocks(Set<Row> furniture, BodyStyle body) {
        boolean confirmed =
                expected != null
                        && expected.body().equals(body)
                        && expected.furniture().equals(furniture);
        return confirmed ? expected.blocks() : make(furniture, body);
    }

    private List<Block> make(Set<Row> furniture, BodyStyle body) {
        List<PageWord> words = new ArrayList<>();
        content(furniture).forEach(row -> words.addAll(row.words()));
        return PageBlocks.of(ink, words, body);
    }
}
