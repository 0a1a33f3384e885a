package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Displayed formulas: rows of signs, numbers and single letters with hardly a word among them. What stands close above and
 * below and has fewer signs still, such as the limits of a sum, belongs to them.
 */
final class Formulas {
    private static final Pattern MATHS_TYPE =
            Pattern.compile(
                    "(?i)cm(mi|sy|ex|bsy|mib)\\d*.*|ms[ab]m\\d*.*|eufm.*|rsfs.*|.*math.*|symbol(mt|ps)?|.*-?symb(ol)?|mt(ex|sy|mi).*"
                            + "|.*(cambria math|stix|xits|asana).*|(lm|tx|px)(mi|sy|ex).*|rtxmi.*|pzdr|esint.*|wasy.*");
    private static final String OPERATORS =
            "=<>+\u00B1\u00D7\u00F7\u2212\u2190\u2192\u21D2\u21D4\u21A6\u2200\u2203\u2208\u220F\u2211\u221A\u221E\u2227\u2228\u2229"
                    + "\u222A\u222B\u223C\u2248\u2260\u2261\u2264\u2265\u2282\u2286\u2295\u2297\u22A2\u22A5\u22C5\u2202\u2207";
    private static final String RELATIONS = "=\u223C\u2248\u2260\u2261\u2264\u2265";
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "(?i)(a?sin|a?cos|a?tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|exp|log|ln|lim|sup|inf|max|min|det|dim"
                            + "|ker|mod|gcd|arg|if|for|and|or|with|const|otherwise)[,.]?");

    /** At most this share of the letters and digits of a formula stands in words. */
    private static final double MOST_IN_WORDS = 0.3;

    /** A piece of a formula that shows by nothing else that it is one. */
    private static final int LONGEST_PIECE = 12;

    private static final double FARTHEST = 2.2;
    private static final int LONGEST = 400;

    /** A page of nothing but signs is no single formula. */
    private static final int MOST_ROWS = 40;

    private Formulas() {}

    static List<Block> find(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            Block above = result.isEmpty() ? null : result.getLast();
            boolean formula = isFormula(block);
            if (formula && above != null && isPiece(above) && isNear(above, block)) {
                result.set(result.size() - 1, join(above, block));
            } else if (above != null
                    && above.kind() == Kind.FORMULA
                    && isPiece(block)
                    && isNear(above, block)) {
                result.set(result.size() - 1, join(above, block));
            } else {
                result.add(formula ? block.as(Kind.FORMULA, "signs", 0.7) : block);
            }
        }
        return result;
    }

    private static boolean isOpen(Block block) {
        boolean item = block.kind() == Kind.LIST_ITEM && isOddMarker(block);
        return (block.kind() == Kind.PARAGRAPH || item) && block.length() < LONGEST;
    }

    /** Parts of large brackets come as signs without a meaning, and look like bullets. */
    private static boolean isOddMarker(Block block) {
        int sign = block.first().text().codePointAt(0);
        return sign == 0xFFFD || Character.getType(sign) == Character.PRIVATE_USE;
    }

    private static boolean isFormula(Block block) {
        return isOpen(block) && block.lines().isFormula();
    }

    /** Of the rows alone. */
    static boolean isFormula(Lines block) {
        if (block.length() >= LONGEST || !holdsOperator(block)) {
            return false;
        }
        int inWords = 0;
        int all = 0;
        int maths = 0;
        boolean relation = false;
        for (Row row : block.rows()) {
            for (PageWord word : row.words()) {
                boolean symbolic = MATHS_TYPE.matcher(word.font().name()).matches();
                all += word.glyphs();
                maths += symbolic ? word.glyphs() : 0;
                relation |= hasOne(word.text(), RELATIONS);
                inWords += !symbolic && isWord(word.text()) ? word.glyphs() : 0;
            }
        }
        return all > 2
                && inWords <= MOST_IN_WORDS * all
                && (maths > 0.15 * all || relation && inWords <= 0.1 * all && hasLetter(block));
    }

    private static boolean holdsOperator(Lines block) {
        for (Row row : block.rows()) {
            if (hasOne(row.text(), OPERATORS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLetter(Lines block) {
        return block.text().codePoints().anyMatch(Character::isLetter);
    }

    private static boolean hasOne(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean plain = sign >= '?' && sign <= '~' || sign == ' ';
            if (!plain && signs.indexOf(sign) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Three letters and more that are no function's name. */
    private static boolean isWord(String text) {
        int run = 0;
        int longest = 0;
        for (int i = 0; i < text.length(); i++) {
            run = Character.isLetter(text.charAt(i)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest >= 3 && !FUNCTION.matcher(text).matches();
    }

    private static boolean isPiece(Block block) {
        if (block.kind() == Kind.FORMULA) {
            return true;
        }
        if (!isOpen(block) || block.bold()) {
            return false;
        }
        for (Row row : block.rows()) {
            if (row.glyphs() > LONGEST_PIECE) {
                return false;
            }
            for (PageWord word : row.words()) {
                if (isWord(word.text())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isNear(Block a, Block b) {
        boolean fits = a.rows().size() + b.rows().size() <= MOST_ROWS;
        if (!fits || a.page() != b.page() || a.column() != b.column()) {
            return false;
        }
        double size = Math.max(a.size(), b.size());
        return b.first().base() - a.last().base() < FARTHEST * size
                && b.box().x0() < a.box().x1() + 4 * size
                && b.box().x1() > a.box().x0() - 4 * size;
    }

    private static Block join(Block a, Block b) {
        List<Row> rows = new ArrayList<>(a.rows());
        rows.addAll(b.rows());
        rows.sort(Comparator.comparingDouble(Row::base));
        return a.withRows(rows).as(Kind.FORMULA, "signs", 0.7);
    }
}
