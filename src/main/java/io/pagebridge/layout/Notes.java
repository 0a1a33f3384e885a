package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Footnotes: opened by a sign, at the foot of their column with nothing but small type after them, or right below a table.
 */
final class Notes {
    private static final Pattern SIGN =
            Pattern.compile(
                    "^(\\(?\\d{1,3}\\)?|[*\u2020\u2021\u00A7\u00B6\u2016\u2217\u204E]{1,3}|\\[\\d{1,3}\\]|[a-z])(?![.)]\\s)");

    /** What is written right below a table and says itself that it belongs there. */
    private static final Pattern UNDER_TABLE =
            Pattern.compile(
                    "^(?:[-\u2013]?[*^#]{1,3}\\s*\\S|(?i:notes?|sources?|quellen?|anmerkung(?:en)?|hinweise?|fuentes?|notas?|fontes?"
                            + "|remarques?|bron|k\u00E4llor?)\\s?[.:])");

    private static final String SYMBOLS = "*\u2020\u2021\u00A7\u00B6\u2016\u2217\u204E";
    private static final double SMALL = 0.93;
    private static final int FEWEST_LETTERS = 4;

    /** A raised number or letter that opens a note has no more characters. */
    private static final int LONGEST_SIGN = 4;

    private final List<Block> blocks;
    private final BodyStyle body;

    private Notes(List<Block> blocks, BodyStyle body) {
        this.blocks = new ArrayList<>(blocks);
        this.body = body;
    }

    static List<Block> find(List<Block> blocks, BodyStyle body) {
        return new Notes(blocks, body).find();
    }

    /** Whether a row opens with the sign of a note: a symbol, or something raised. */
    static boolean opens(Row row) {
        PageWord first = row.words().getFirst();
        boolean symbol = SYMBOLS.indexOf(first.text().codePointAt(0)) >= 0 && !isAlone(row);
        boolean raised =
                first.raised()
                        && first.text().length() < LONGEST_SIGN
                        && row.words().size() > 1
                        && row.words().get(1).glued();
        return symbol || raised;
    }

    /** "* Text" is an item of a list. */
    private static boolean isAlone(Row row) {
        return row.text().startsWith("* ");
    }

    private List<Block> find() {
        boolean foot = false;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            boolean last =
                    i + 1 == blocks.size()
                            || blocks.get(i + 1).page() != block.page()
                            || blocks.get(i + 1).column() != block.column();
            foot = last || foot && isTail(blocks.get(i + 1));
            if (foot && isCandidate(block) && isNote(block)) {
                blocks.set(i, note(block));
            }
        }
        for (int i = 1; i < blocks.size(); i++) {
            Block above = blocks.get(i - 1);
            Block block = blocks.get(i);
            boolean below =
                    above.page() == block.page()
                            && (above.kind() == Kind.TABLE || "below-table".equals(above.reason()));
            if (below && isCandidate(block) && (isNote(block) || isUnderTable(block))) {
                blocks.set(i, note(block).as(Kind.FOOTNOTE, "below-table", 0.8));
            }
        }
        return blocks;
    }

    private boolean isTail(Block block) {
        return block.kind() == Kind.FOOTNOTE
                || block.kind() == Kind.PARAGRAPH && block.size() < SMALL * body.size();
    }

    private boolean isCandidate(Block block) {
        if (block.rows().isEmpty()) {
            return false;
        }
        boolean small = block.size() < SMALL * body.size();
        return block.kind() == Kind.PARAGRAPH
                || block.kind() == Kind.LIST_ITEM
                        && small
                        && "sequence".equals(block.reason())
                        && !block.marker().startsWith("[");
    }

    private static Block note(Block block) {
        Matcher sign = SIGN.matcher(block.text());
        return block.as(Kind.FOOTNOTE, "small-at-foot", 0.8)
                .withMarker(sign.find() ? sign.group(1) : "", 0);
    }

    private boolean isNote(Block block) {
        String text = block.text();
        boolean low = block.box().y0() > 0.4 * block.frame().frameHeight();
        if (!low || !isText(text)) {
            return false;
        }
        PageWord first = block.first().words().getFirst();
        if (opens(block.first()) || isNumberBeforeLetter(first.text())) {
            return true;
        }
        return block.size() < SMALL * body.size()
                && first.text().length() <= LONGEST_SIGN
                && !Character.isLetter(first.text().codePointAt(0))
                && SIGN.matcher(text).find();
    }

    private static boolean isUnderTable(Block block) {
        return block.kind() == Kind.PARAGRAPH && UNDER_TABLE.matcher(block.first().text()).find();
    }

    /** No numbers of an axis, no formula. */
    private static boolean isText(String text) {
        int letters = 0;
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            letters += Character.isLetter(c) ? 1 : 0;
            signs += Character.isWhitespace(c) ? 0 : 1;
        }
        return letters >= FEWEST_LETTERS && letters > 0.4 * signs;
    }

    /** "4Engineers", "1\u6587\u4E2D": the sign of a note that the engine read together with the note's first word. */
    private static boolean isNumberBeforeLetter(String word) {
        int digits = 0;
        while (digits < word.length() && digits < 3 && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 2 || digits == word.length()) {
            return false;
        }
        int letter = word.codePointAt(digits);
        return Character.isUpperCase(letter) || Passages.isIdeographic(letter);
    }
}
