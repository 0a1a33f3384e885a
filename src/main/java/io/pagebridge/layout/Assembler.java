package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Element;
import io.pagebridge.document.Element.Evidence;
import io.pagebridge.document.Passage;
import io.pagebridge.document.TableRow;
import io.pagebridge.layout.Grid.GridCell;
import io.pagebridge.layout.Grid.Line;
import java.util.ArrayList;
import java.util.List;

/** Makes the elements of the finished blocks. */
final class Assembler {
    static final String CELL_SEPARATOR = " | ";

    private final Vocabulary vocabulary;
    private int glyphs;

    Assembler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param parts one block, or several that are one paragraph broken over columns or pages */
    Element element(List<Block> parts) {
        return element(parts, null, TableContext.NONE);
    }

    /** @param continues index of the element that a table goes on with, or null */
    Element element(List<Block> parts, Integer continues, TableContext context) {
        Block block = parts.getFirst();
        Evidence evidence = new Evidence(block.reason(), block.confidence());
        return switch (block.kind()) {
            case PARAGRAPH -> new Element.Paragraph(flow(parts), evidence);
            case TITLE -> new Element.Title(flow(parts), evidence);
            case HEADING -> new Element.Heading(flow(parts), evidence, Math.max(1, block.level()));
            case LIST_ITEM ->
                    new Element.ListItem(
                            flow(parts), evidence, block.marker(), Math.max(1, block.level()));
            case TABLE -> table(block, evidence, continues, context);
            case CAPTION -> new Element.Caption(flow(parts), evidence);
            case FOOTNOTE -> new Element.Footnote(flow(parts), evidence, block.marker());
            case CODE -> new Element.Code(lines(parts), evidence);
            case FORMULA -> new Element.Formula(flow(parts), evidence);
            case CONTENTS -> new Element.Contents(entries(block), evidence);
            case FIGURE ->
                    new Element.Figure(
                            flow(parts),
                            evidence,
                            block.page(),
                            block.frame().turnBack(block.box()),
                            null);
            case FURNITURE -> new Element.Furniture(flow(parts), evidence);
            case HIDDEN -> new Element.Hidden(written(parts), evidence, null);
        };
    }

    /** Glyphs of the elements made so far, without the hidden ones. */
    int glyphs() {
        return glyphs;
    }

    private Passage flow(List<Block> parts) {
        Block only = parts.getFirst();
        Lines.Flow known = parts.size() > 1 ? null : only.lines().flow(only.frame(), only.column());
        if (known == null) {
            return counted(written(parts));
        }
        glyphs += known.glyphs();
        return known.passage();
    }

    private Passage written(List<Block> parts) {
        Passages passages = new Passages(vocabulary);
        parts.forEach(passages::flow);
        return passages.passage();
    }

    private Passage counted(Passage passage) {
        glyphs += glyphs(passage);
        return passage;
    }

    static int glyphs(Passage passage) {
        int sum = 0;
        for (Passage.PlacedWord placed : passage.words()) {
            sum += placed.word().glyphs();
        }
        return sum;
    }

    /** One entry a line. */
    private Passage entries(Block block) {
        Passages passages = new Passages(vocabulary);
        boolean ends = false;
        for (Row row : block.rows()) {
            if (ends) {
                passages.put("\n").append(row, block.frame(), block.column());
            } else {
                passages.flow(List.of(row), block.frame(), block.column());
            }
            ends =
                    Character.isLetterOrDigit(row.text().codePointBefore(row.text().length()))
                                    && Tokens.isRomanOrNumber(row.words().getLast().text())
                            || Leaders.isEntry(row);
        }
        return counted(passages.passage());
    }

    private Passage lines(List<Block> parts) {
        Passages passages = new Passages(vocabulary);
        for (Block part : parts) {
            passages.put(passages.isEmpty() ? "" : "\n")
                    .lines(part.rows(), part.frame(), part.column());
        }
        return counted(passages.passage());
    }

    private Element table(Block block, Evidence evidence, Integer continues, TableContext context) {
        Grid grid = block.grid();
        Passages passages = new Passages(vocabulary);
        List<TableRow> rows = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        int[] coveredUntil = new int[grid.columns()];
        for (int r = 0; r < grid.lines().size(); r++) {
            Line line = grid.lines().get(r);
            passages.put(r == 0 ? "" : "\n");
            int start = passages.length();
            write(line, block, passages);
            boolean header = r < grid.headerRows();
            rows.add(
                    new TableRow(
                            start,
                            passages.length(),
                            header,
                            line.depth(),
                            line.parent(),
                            block.page()));
            for (int c = 0; c < grid.columns(); c++) {
                GridCell cell = line.at(c);
                if (cell == null && coveredUntil[c] <= r) {
                    cells.add(new Cell(r, c, 1, 1, header, "", block.page(), null));
                } else if (cell != null && cell.column() == c) {
                    cells.add(cell(cell, r, header, block));
                    for (int k = c; k < c + cell.columnSpan(); k++) {
                        coveredUntil[k] = Math.max(coveredUntil[k], r + cell.rowSpan());
                    }
                }
            }
        }
        return new Element.Table(
                counted(passages.passage()),
                evidence,
                grid.columns(),
                grid.headerRows(),
                rows,
                cells,
                context.caption(),
                context.units(),
                continues);
    }

    private Cell cell(GridCell cell, int row, boolean header, Block block) {
        Passages text = new Passages(vocabulary);
        text.flow(cell.rows(), block.frame(), 0);
        Box box = null;
        for (Row line : cell.rows()) {
            box = box == null ? line.box() : box.union(line.box());
        }
        return new Cell(
                row,
                cell.column(),
                cell.rowSpan(),
                cell.columnSpan(),
                header || cell.header(),
                text.passage().text(),
                block.page(),
                box == null ? null : block.frame().turnBack(box));
    }

    /** Empty cells inside the row keep their place; those at its end are left out. */
    private void write(Line line, Block block, Passages passages) {
        List<GridCell> cells = line.cells();
        int last = -1;
        for (GridCell cell : cells) {
            last = cell.rows().isEmpty() ? last : cell.column();
        }
        boolean first = true;
        for (int c = 0; c <= last; c++) {
            GridCell cell = line.at(c);
            if (cell != null && cell.column() < c) {
                continue;
            }
            passages.put(first ? "" : CELL_SEPARATOR);
            first = false;
            if (cell != null) {
                for (int i = 0; i < cell.rows().size(); i++) {
                    passages.put(i == 0 ? "" : " ");
                    passages.append(cell.rows().get(i), block.frame(), block.column());
                }
            }
        }
    }
}
