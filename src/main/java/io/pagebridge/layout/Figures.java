package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words in drawings and charts, kept together and apart from the text: short labels next to a figure's caption, and
 * labels round the numbers of an axis, which rise by one step.
 */
final class Figures {
    private static final Pattern CAPTION =
            Pattern.compile(
                    "(?i)(figure|fig\\.|chart|abbildung|abb\\.|graphique|figura|plate|scheme|photo|map|diagram|graph)\\b");
    private static final Pattern CJK_CAPTION =
            Pattern.compile("[\u56F3\u5716\u56FE]\\s*\\d|\uADF8\uB9BC\\s*\\d");
    private static final Pattern NUMBER =
            Pattern.compile("[-\u2212\u2013]?(\\d{1,3}([., ]\\d{3})+|\\d+)([.,]\\d+)?%?");

    /** A label has so many words and letters at most. */
    private static final int MOST_WORDS = 5;

    private static final int LONGEST = 36;

    /** So many numbers at one step are an axis. */
    private static final int FEWEST_ON_AXIS = 4;

    private static final double SAME_STEP = 0.02;

    /** Type is told from the text's by this share of its size. */
    private static final double OTHER = 0.03;

    private static final double LARGE = 1.09;

    private final List<Block> blocks;
    private final BodyStyle body;
    private final boolean[] inside;

    private Figures(List<Block> blocks, BodyStyle body) {
        this.blocks = blocks;
        this.body = body;
        this.inside = new boolean[blocks.size()];
    }

    static List<Block> find(List<Block> blocks, BodyStyle body) {
        return new Figures(blocks, body).find();
    }

    private List<Block> find() {
        for (int i = 0; i < blocks.size(); i++) {
            if (isCaption(blocks.get(i)) && !gather(i - 1, -1, i)) {
                gather(i + 1, 1, i);
            }
        }
        for (int i = 0; i < blocks.size(); ) {
            int end = i;
            while (end < blocks.size() && isLabel(blocks.get(end)) && samePage(i, end)) {
                end++;
            }
            if (end > i && holdsAxis(i, end)) {
                mark(i, end);
            }
            i = Math.max(i + 1, end);
        }
        return joined();
    }

    private boolean samePage(int a, int b) {
        return blocks.get(a).page() == blocks.get(b).page();
    }

    static boolean isCaption(Block block) {
        return block.kind() == Kind.CAPTION
                && (CAPTION.matcher(block.first().text()).lookingAt()
                        || CJK_CAPTION.matcher(block.first().text()).lookingAt());
    }

    /** Takes the labels from {@code start} on, away from their caption. */
    private boolean gather(int start, int step, int caption) {
        int rows = 0;
        int i = start;
        while (i >= 0
                && i < blocks.size()
                && samePage(i, caption)
                && !inside[i]
                && isLabel(blocks.get(i))) {
            rows += blocks.get(i).rows().size();
            i += step;
        }
        if (rows < 2) {
            return false;
        }
        mark(Math.min(start, i - step), Math.max(start, i - step) + 1);
        return true;
    }

    private void mark(int from, int to) {
        for (int i = from; i < to; i++) {
            inside[i] = true;
        }
    }

    private boolean isLabel(Block block) {
        boolean kind =
                block.kind() == Kind.PARAGRAPH
                        || block.kind() == Kind.FORMULA
                        || block.kind() == Kind.LIST_ITEM && block.text().length() < 4;
        if (kind && block.rows().stream().allMatch(Figures::areNumbers)) {
            return true;
        }
        if (!kind || block.size() > LARGE * body.size()) {
            return false;
        }
        boolean likeText =
                Math.abs(block.size() - body.size()) < OTHER * body.size()
                        && block.bold() == body.bold();
        for (Row row : block.rows()) {
            String text = row.text();
            boolean few = row.words().size() <= (likeText ? 2 : MOST_WORDS);
            if ((!few || text.length() > LONGEST) && !areNumbers(row)) {
                return false;
            }
            if (row.fixedPitch()
                    || text.startsWith("\\")
                    || SentenceEnd.is(text)
                    || text.endsWith(":")
                    || text.endsWith(",")) {
                return false;
            }
        }
        return !Headings.NUMBERED.matcher(block.text()).matches() || !block.bold();
    }

    private static boolean areNumbers(Row row) {
        for (PageWord word : row.words()) {
            if (!NUMBER.matcher(word.text()).matches()) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsAxis(int from, int to) {
        double before = 0;
        double step = 0;
        int count = 0;
        for (Block block : blocks.subList(from, to)) {
            for (Row row : block.rows()) {
                for (PageWord word : row.words()) {
                    Matcher number = NUMBER.matcher(word.text());
                    if (!number.matches()) {
                        count = 0;
                        continue;
                    }
                    double value = value(word.text());
                    double rise = value - before;
                    boolean even =
                            count >= 2 && Math.abs(rise - step) <= SAME_STEP * Math.abs(step);
                    count = count == 0 ? 1 : even ? count + 1 : rise != 0 ? 2 : 1;
                    step = even ? step : rise;
                    before = value;
                    if (count >= FEWEST_ON_AXIS) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** One separator with up to two digits behind it is a decimal point. */
    private static double value(String text) {
        String plain = text.replaceAll("[-\u2212\u2013%]", "");
        int at = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
        boolean decimal = at >= 0 && plain.length() - at <= 3;
        String digits = plain.replaceAll("\\D", "");
        double value = Double.parseDouble(digits.length() > 15 ? "0" : digits);
        boolean negative = !Character.isDigit(text.charAt(0));
        value = decimal ? value / Math.pow(10, plain.length() - at - 1) : value;
        return negative ? -value : value;
    }

    private List<Block> joined() {
        List<Block> result = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            if (!inside[i]) {
                result.add(blocks.get(i));
                continue;
            }
            List<Row> rows = new ArrayList<>();
            Block first = blocks.get(i);
            int end = i;
            while (end < blocks.size() && inside[end] && samePage(i, end)) {
                rows.addAll(blocks.get(end++).rows());
            }
            result.add(first.withRows(rows).as(Kind.FIGURE, "labels", 0.7));
            i = end - 1;
        }
        return result;
    }
}
