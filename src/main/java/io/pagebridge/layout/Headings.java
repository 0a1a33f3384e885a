package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds headings by the outline, by their numbers and by style, over the whole document. */
final class Headings {
    static final Pattern NUMBERED =
            Pattern.compile(
                    "((\\d{1,2}(\\.\\d{1,3}){0,4})\\.?|([IVX]{1,5}|[A-Z])\\.|(?i:chapter|part|section|appendix|annex|article)\\s+[\\dIVXA-Z]{1,5}[.:]?)\\s+(\\p{Lu}|\\d|\\p{Lo}|[\"\u201C(]).*");
    private static final Pattern CJK_END = Pattern.compile(".*[\u3002\uFF01\uFF1F\u3001]");
    private static final Pattern DEEP = Pattern.compile("\\d{1,2}\\.\\d.*");
    private static final Pattern DEEP_OR_NAMED =
            Pattern.compile("\\d{1,2}\\.\\d.*|(?i:chapter|part|appendix|annex)\\s.*");

    /** One sentence ends and another begins: prose, however large, as a scan's is beside small print. */
    private static final Pattern SENTENCES = Pattern.compile("\\p{Ll}{4}[.!?] \\p{Lu}");

    private static final int LONG = 80;

    private static final int LONGEST = 220;

    /** Of those that the outline names. */
    private static final int LONGEST_LISTED = 360;

    private static final int FEWEST_LISTED = 3;

    /** A line with a colon that comes back so often announces what follows each time. */
    private static final int LABEL = 5;

    private final BodyStyle body;
    private final Outline outline;
    private final List<Block> blocks;
    private final Set<HeadingStyle> listedStyles = new HashSet<>();
    private final Map<String, Integer> sameText = new HashMap<>();

    private Headings(List<Block> blocks, BodyStyle body, Outline outline) {
        this.blocks = blocks;
        this.body = body;
        this.outline = outline;
    }

    static List<Block> find(List<Block> blocks, BodyStyle body, Outline outline) {
        return new Headings(blocks, body, outline).find();
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
            if (reason != null && !repeated.contains(block.lines().key())) {
                block = block.as(Kind.HEADING, reason, reason.equals("outline") ? 0.95 : 0.8);
            }
            result.add(block);
        }
        return result;
    }

    /** Styles that several outline entries lead to: what else is set so is a heading too. */
    private void noteListedStyles() {
        Map<HeadingStyle, Integer> counts = new HashMap<>();
        HeadingStyle text = HeadingStyle.of(body);
        for (Block block : blocks) {
            boolean listed =
                    block.kind() == Kind.PARAGRAPH
                            && block.length() < LONGEST
                            && outline.level(block) != null;
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
                sameText.merge(block.lines().key(), 1, Integer::sum);
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
        if (text.length() < 2 || text.length() > LONGEST_LISTED || letters(text) < 2) {
            return null;
        }
        boolean larger = block.size() > 1.09 * body.size();
        boolean bold = block.bold() && !body.bold();
        if (outline.level(block) != null) {
            return "outline";
        }
        if (text.length() > LONGEST || block.rows().size() > 4) {
            return null;
        }
        if (isLabel(text)) {
            return null;
        }
        if (listedStyles.contains(HeadingStyle.of(block)) && !isBetweenSiblings(i)) {
            return "outline-style";
        }
        if (CJK_END.matcher(text).matches()) {
            return null;
        }
        boolean sentence =
                (text.endsWith(".") || text.endsWith("!"))
                        && (block.rows().size() > 1 || text.length() > 60);
        if (text.length() > LONG && SENTENCES.matcher(text).find()) {
            return null;
        }
        if (sentence && !DEEP.matcher(text).matches() || isBetweenSiblings(i)) {
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
        boolean numberedDeep = numbered.matches() && DEEP_OR_NAMED.matcher(text).matches();
        if (numberedDeep
                && block.rows().size() == 1
                && text.length() < 90
                && apart
                && !text.endsWith(".")) {
            return "numbering";
        }
        boolean capitals = isCapitals(text) || HeadingStyle.of(block).smallCapitals();
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
        return text.endsWith(":") && sameText.getOrDefault(Outline.key(text), 0) >= LABEL;
    }

    /** "1." directly followed by "2.", or the other way round: items of a list, however bold. */
    private boolean isBetweenSiblings(int i) {
        ListMarker own = blocks.get(i).lines().marker();
        if (own == null || own.isBullet()) {
            return false;
        }
        for (int k = Math.max(0, i - 1); k <= Math.min(blocks.size() - 1, i + 1); k++) {
            Block other = blocks.get(k);
            ListMarker marker = other.rows().isEmpty() ? null : other.lines().marker();
            if (marker != null
                    && marker.kind().equals(own.kind())
                    && marker.ordinal() - own.ordinal() == k - i
                    && k != i) {
                return true;
            }
        }
        return false;
    }

    /** All of it: a row with a link in it is none. */
    private static boolean coloured(Block block) {
        for (PageWord word : block.first().words()) {
            int rgb = word.rgba() >>> 8;
            int r = rgb >> 16 & 0xFF;
            int g = rgb >> 8 & 0xFF;
            int b = rgb & 0xFF;
            if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) <= 60) {
                return false;
            }
        }
        return true;
    }

    /** A variable or a unit may keep its small letter: "MULTIVARIATE t PROBABILITIES". */
    private static boolean isCapitals(String text) {
        int letters = letters(text);
        int large = 0;
        int small = 0;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            large += Character.isUpperCase(code) ? 1 : 0;
            small += Character.isLowerCase(code) ? 1 : 0;
            i += Character.charCount(code);
        }
        return letters > 5 && large + small > 0 && small <= 0.05 * letters;
    }

    private static int letters(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            letters += Character.isLetter(code) ? 1 : 0;
            i += Character.charCount(code);
        }
        return letters;
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
