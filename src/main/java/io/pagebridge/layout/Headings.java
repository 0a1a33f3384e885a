package io.pagebridge.layout;

import io.pagebridge.document.OutlineEntry;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds headings by the outline, by their numbers and by style, over the whole document. */
final class Headings {
    static final Pattern NUMBERED =
            Pattern.compile(
                    "((\\d{1,2}(\\.\\d{1,3}){0,4})\\.?|([IVX]{1,5}|[A-Z])\\.|(?i:chapter|part|section|appendix|annex|article)\\s+[\\dIVXA-Z]{1,5}[.:]?)\\s+(\\p{Lu}|\\d|\\p{Lo}|[\"\u201C(]).*");
    private static final Pattern NUMBER =
            Pattern.compile("(?:\\d{1,2}|[A-Z](?=\\.\\d))(?:\\.\\d{1,3})*\\.?\\s+(.*\\p{L}.*)");
    private static final int LONGEST = 220;
    private static final int FEWEST_LISTED = 3;

    /** A line with a colon that comes back so often announces what follows each time. */
    private static final int LABEL = 5;

    private final BodyStyle body;
    private final Map<String, Integer> outline = new HashMap<>();
    private final List<Block> blocks;
    private final Set<HeadingStyle> listedStyles = new HashSet<>();
    private final Map<String, Integer> sameText = new HashMap<>();

    private Headings(List<Block> blocks, BodyStyle body, List<OutlineEntry> entries) {
        this.blocks = blocks;
        this.body = body;
        for (OutlineEntry entry : entries) {
            outline.putIfAbsent(key(entry.title()), entry.level());
        }
    }

    static List<Block> find(List<Block> blocks, BodyStyle body, List<OutlineEntry> entries) {
        return new Headings(blocks, body, entries).find();
    }

    static String key(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); ) {
            int code = lower.codePointAt(i);
            if (Character.isLetter(code) || isNumeral(code)) {
                key.appendCodePoint(code);
            }
            i += Character.charCount(code);
        }
        return key.toString();
    }

    private static boolean isNumeral(int code) {
        int type = Character.getType(code);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** The value that an outline, by {@link #key}, gives for a heading with or without its number, or null. */
    static Integer listed(Map<String, Integer> outline, String text) {
        Integer whole = outline.get(key(text));
        if (whole != null) {
            return whole;
        }
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? outline.get(key(number.group(1))) : null;
    }

    private List<Block> find() {
        List<Block> result = new ArrayList<>(blocks.size());
        Set<String> repeated = repeated();
        noteListedStyles();
        boolean tagged = isTagged();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean candidate =
                    block.kind() == Kind.PARAGRAPH
                            || block.kind() == Kind.LIST_ITEM && "sequence".equals(block.reason());
            String reason = candidate ? reason(block, i) : null;
            if (tagged && reason != null && !reason.equals("outline")) {
                reason = null;
            }
            if (reason != null && !repeated.contains(key(block.text()))) {
                block = block.as(Kind.HEADING, reason, reason.equals("outline") ? 0.95 : 0.8);
            }
            result.add(block);
        }
        return result;
    }

    /** Styles that several outline entries lead to: what else is set so is a heading too. */
    private void noteListedStyles() {
        Map<HeadingStyle, Integer> counts = new HashMap<>();
        HeadingStyle text =
                new HeadingStyle(Math.round(2 * body.size()), body.bold(), false, false);
        for (Block block : blocks) {
            boolean listed =
                    block.kind() == Kind.PARAGRAPH
                            && block.length() < LONGEST
                            && listed(outline, block.text()) != null;
            if (listed && !HeadingStyle.of(block).equals(text)) {
                counts.merge(HeadingStyle.of(block), 1, Integer::sum);
            }
        }
        counts.forEach(
                (style, count) -> {
                    if (count >= FEWEST_LISTED) {
                        listedStyles.add(style);
                    }
                });
    }

    /** The author's own headings are marked all through the document: what else looks like one is none. */
    private boolean isTagged() {
        int headings = 0;
        int pages = 0;
        int page = -1;
        for (Block block : blocks) {
            headings += block.kind() == Kind.HEADING ? 1 : 0;
            pages += block.page() != page ? 1 : 0;
            page = block.page();
        }
        return headings >= Math.max(1, pages / 6);
    }

    /** The same short line many times is a label, not a heading. */
    private Set<String> repeated() {
        for (Block block : blocks) {
            if (block.kind() == Kind.PARAGRAPH && block.length() < LONGEST) {
                sameText.merge(key(block.text()), 1, Integer::sum);
            }
        }
        Set<String> many = new HashSet<>();
        sameText.forEach(
                (text, count) -> {
                    if (count > Math.max(40, blocks.size() / 25)) {
                        many.add(text);
                    }
                });
        return many;
    }

    private String reason(Block block, int i) {
        String text = block.text();
        if (text.length() < 2
                || text.length() > LONGEST
                || block.rows().size() > 4
                || letters(text) < 2) {
            return null;
        }
        boolean larger = block.size() > 1.09 * body.size();
        boolean bold = block.bold() && !body.bold();
        if (listed(outline, text) != null) {
            return "outline";
        }
        if (isLabel(text)) {
            return null;
        }
        if (listedStyles.contains(HeadingStyle.of(block)) && !isBetweenSiblings(i)) {
            return "outline-style";
        }
        boolean sentence = text.endsWith(".") && (block.rows().size() > 1 || text.length() > 60);
        if (sentence && !text.matches("\\d{1,2}\\.\\d.*") || isBetweenSiblings(i)) {
            return null;
        }
        if (text.endsWith(",")
                || text.endsWith(";")
                || text.endsWith(".") && !NUMBERED.matcher(text).matches() && !larger) {
            return null;
        }
        if (text.endsWith(":") && !larger && !bold) {
            return null;
        }
        if (block.size() < 0.92 * body.size() && !bold) {
            return null;
        }
        Matcher numbered = NUMBERED.matcher(text);
        boolean apart = isApart(i);
        if (numbered.matches() && (larger || bold) && text.length() < 160) {
            return "numbering";
        }
        if (larger && block.rows().size() <= 3 && apart) {
            return letters(text) >= 0.4 * text.replace(" ", "").length() ? "style" : null;
        }
        if (bold && block.rows().size() <= 2 && text.length() < 130 && opens(i)) {
            return letters(text) >= 0.4 * text.replace(" ", "").length() ? "style" : null;
        }
        boolean numberedDeep =
                numbered.matches()
                        && text.matches("\\d{1,2}\\.\\d.*|(?i:chapter|part|appendix|annex)\\s.*");
        if (numberedDeep
                && block.rows().size() == 1
                && text.length() < 90
                && apart
                && !text.endsWith(".")) {
            return "numbering";
        }
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT)) && letters(text) > 5;
        boolean differs = capitals || block.first().italic() || coloured(block);
        if (differs
                && block.rows().size() == 1
                && text.length() < 90
                && apart
                && opens(i)
                && text.indexOf(' ') != text.length()
                && !text.endsWith(":")) {
            return capitals ? "style" : isFollowedByText(i) ? "style" : null;
        }
        return null;
    }

    private boolean isLabel(String text) {
        return text.endsWith(":") && sameText.getOrDefault(key(text), 0) >= LABEL;
    }

    /** "1." directly followed by "2.", or the other way round: items of a list, however bold. */
    private boolean isBetweenSiblings(int i) {
        ListMarker own = ListMarker.of(blocks.get(i).first().text());
        if (own == null || own.isBullet()) {
            return false;
        }
        for (int k = Math.max(0, i - 1); k <= Math.min(blocks.size() - 1, i + 1); k++) {
            Block other = blocks.get(k);
            ListMarker marker = other.rows().isEmpty() ? null : ListMarker.of(other.first().text());
            if (marker != null
                    && marker.kind().equals(own.kind())
                    && marker.ordinal() - own.ordinal() == k - i
                    && k != i) {
                return true;
            }
        }
        return false;
    }

    private boolean coloured(Block block) {
        int rgb = block.first().rgba() >>> 8;
        int r = rgb >> 16 & 0xFF;
        int g = rgb >> 8 & 0xFF;
        int b = rgb & 0xFF;
        return Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) > 60;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetter).count();
    }

    /** More room above it than inside it, or the first on its page or column. */
    private boolean isApart(int i) {
        Block block = blocks.get(i);
        if (i == 0
                || blocks.get(i - 1).page() != block.page()
                || blocks.get(i - 1).column() != block.column()) {
            return true;
        }
        double above = block.box().y0() - blocks.get(i - 1).box().y1();
        return above > 0.15 * block.size();
    }

    /** Something to head comes after it. */
    private boolean opens(int i) {
        if (i + 1 >= blocks.size()) {
            return false;
        }
        Block next = blocks.get(i + 1);
        return next.kind() != Kind.FOOTNOTE;
    }

    private boolean isFollowedByText(int i) {
        Block next = blocks.get(i + 1);
        return next.kind() != Kind.PARAGRAPH || next.rows().size() > 1;
    }
}
