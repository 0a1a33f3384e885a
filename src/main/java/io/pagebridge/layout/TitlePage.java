package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names, addresses and dates round the title are often set larger than the text, but head nothing: on the title's page, a
 * line that is no part of the outline, in a style of this place alone, with no text under it, is a paragraph.
 */
final class TitlePage {
    private static final Pattern DATE =
            Pattern.compile(
                    "(?i).{0,24}\\b(\\d{1,2}\\W{1,2})?(jan|feb|m[a\u00E4]r|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[cz])\\p{L}*\\W{1,2}"
                            + "(\\d{1,2}\\W{1,3})?(19|20)\\d\\d.*|(version|revision|draft|v)\\W?\\d.*");

    /** Widths of text and of a sentence, in sizes of type. */
    private static final double NARROWEST = 12;

    private static final double SENTENCE = 8;

    private final List<Block> blocks;
    private final Map<HeadingStyle, Integer> uses = new HashMap<>();

    private TitlePage(List<Block> blocks) {
        this.blocks = new ArrayList<>(blocks);
    }

    static List<Block> clean(List<Block> blocks) {
        return new TitlePage(blocks).clean();
    }

    private List<Block> clean() {
        int title = title();
        if (title < 0) {
            return blocks;
        }
        int end = end(title);
        for (Block block : blocks.subList(end, blocks.size())) {
            if (block.kind() == Kind.HEADING) {
                uses.merge(HeadingStyle.of(block), 1, Integer::sum);
            }
        }
        for (int i = 0; i < end && !uses.isEmpty(); i++) {
            Block block = blocks.get(i);
            if (i != title && isByLooks(block) && !heads(i)) {
                blocks.set(i, block.as(Kind.PARAGRAPH, "title-page", 0.7));
            }
        }
        return blocks;
    }

    /** The title, or the largest heading of the first page where no title was found. */
    private int title() {
        int best = -1;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.page() != blocks.getFirst().page()) {
                break;
            }
            if (block.kind() == Kind.TITLE) {
                return i;
            }
            if (block.kind() == Kind.HEADING
                    && (best < 0 || block.size() > 1.02 * blocks.get(best).size())) {
                best = i;
            }
        }
        return best;
    }

    /** Where the text begins: at a heading that is more than large type, or that has text under it. */
    private int end(int title) {
        for (int i = title + 1; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean leaves = block.page() != blocks.get(title).page();
            boolean starts = block.kind() == Kind.HEADING && (!isByLooks(block) || isOverText(i));
            if (leaves || starts || isText(block) || block.kind() == Kind.CONTENTS) {
                return i;
            }
        }
        return blocks.size();
    }

    private static boolean isByLooks(Block block) {
        return block.kind() == Kind.HEADING
                && (block.reason().equals("style")
                        || block.reason().equals("numbering") && isDate(block));
    }

    private boolean heads(int i) {
        Block block = blocks.get(i);
        return !isDate(block) && (uses.containsKey(HeadingStyle.of(block)) || isOverText(i));
    }

    private boolean isOverText(int i) {
        Block block = blocks.get(i);
        if (i + 1 == blocks.size() || isDate(block)) {
            return false;
        }
        Block next = blocks.get(i + 1);
        return isText(next)
                || next.kind() == Kind.LIST_ITEM
                || next.kind() == Kind.TABLE
                || next.kind() == Kind.CONTENTS;
    }

    /** Lines of one width under each other, or a sentence. */
    private static boolean isText(Block block) {
        if (block.kind() != Kind.PARAGRAPH) {
            return false;
        }
        double width = block.box().width();
        List<Row> rows = block.rows();
        if (rows.size() == 1) {
            return SentenceEnd.is(block.text()) && width > SENTENCE * block.size();
        }
        if (rows.size() == 2 && !SentenceEnd.is(block.text())) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            Box box = rows.get(i).box();
            boolean left = i == 0 || box.x0() - block.box().x0() < 1;
            boolean right =
                    block.box().x1() - box.x1() < (rows.get(i).rightToLeft() ? 1 : 0.2 * width);
            boolean rtl = rows.get(i).rightToLeft();
            boolean full = rtl ? i == 0 || right : i == rows.size() - 1 || right;
            if (!full || !rtl && !left) {
                return false;
            }
        }
        return width > NARROWEST * block.size();
    }

    private static boolean isDate(Block block) {
        return block.rows().size() == 1 && DATE.matcher(block.text()).matches();
    }
}
