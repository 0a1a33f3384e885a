package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines round a table say about it: its caption, and the units of its values.
 *
 * @param caption text of the caption beside it, or null
 * @param units a line such as "in millions", or null
 */
record TableContext(String caption, String units) {
    private static final Pattern FIGURE =
            Pattern.compile("(?i)(fig|abb|chart|graph|map|photo|plate|\u56F3|\u5716).*");
    private static final Pattern BRACKET = Pattern.compile("\\([^()]+\\)");
    private static final int NEAR = 60;

    static final TableContext NONE = new TableContext(null, null);

    static TableContext of(List<Block> blocks, int i) {
        if (blocks.get(i).kind() != Kind.TABLE) {
            return NONE;
        }
        String caption = caption(blocks, i, i - 1);
        if (caption == null && i > 1 && isUnits(blocks.get(i - 1))) {
            caption = caption(blocks, i, i - 2);
        }
        if (caption == null) {
            caption = caption(blocks, i, i + 1);
        }
        return new TableContext(caption, units(blocks, i));
    }

    private static String caption(List<Block> blocks, int table, int i) {
        if (i < 0 || i >= blocks.size() || blocks.get(i).kind() != Kind.CAPTION) {
            return null;
        }
        Block caption = blocks.get(i);
        boolean near =
                caption.page() == blocks.get(table).page()
                        && caption.frame().equals(blocks.get(table).frame())
                        && -caption.box().overlapY(blocks.get(table).box()) < NEAR;
        return near && !FIGURE.matcher(caption.text()).matches() ? caption.text() : null;
    }

    private static String units(List<Block> blocks, int i) {
        Grid grid = blocks.get(i).grid();
        for (int r = 0; r < grid.headerRows(); r++) {
            for (Grid.GridCell cell : grid.lines().get(r).cells()) {
                if (Tokens.isUnits(cell.text())) {
                    return cell.text();
                }
            }
        }
        for (int k = i - 1; k >= Math.max(0, i - 3); k--) {
            if (blocks.get(k).page() == blocks.get(i).page() && isUnits(blocks.get(k))) {
                return units(blocks.get(k).text());
            }
        }
        return null;
    }

    /** A title may hold its units in brackets. */
    private static String units(String text) {
        Matcher bracket = BRACKET.matcher(text);
        return bracket.find() && Tokens.isUnits(bracket.group()) ? bracket.group() : text;
    }

    private static boolean isUnits(Block block) {
        return block.kind() != Kind.TABLE && block.length() < 80 && Tokens.isUnits(block.text());
    }
}
