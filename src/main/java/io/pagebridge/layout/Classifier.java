package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names what a paragraph is by its own text and place: a caption, a footnote, an item of a numbered list. */
final class Classifier {
    private static final Pattern CAPTION =
            Pattern.compile(
                    "(?i)(figure|fig\\.|table|tab\\.|exhibit|chart|box|abbildung|abb\\.|tabelle|tableau|graphique"
                            + "|figura|tabla|map|plate|listing|algorithm|scheme|photo)\\s*"
                            + "([A-Z]?\\d+(\\.\\d+)*[a-z]?|[IVX]+|[A-Z](?=[.:\\s]))\\s*([.:\u2013\u2014-]|\\s|$).*");
    private static final Pattern CJK_CAPTION =
            Pattern.compile("[\u56F3\u8868\u5716\u56FE]\\s*\\d+.*|(\uD45C|\uADF8\uB9BC)\\s*\\d+.*");
    private static final Pattern NOTE =
            Pattern.compile(
                    "(\\(?\\d{1,3}\\)?|[*\u2020\u2021\u00A7]+|\\[\\d{1,3}\\]|[a-z])\\s?\\S.*");
    private static final Pattern NOTE_SIGN =
            Pattern.compile("^(\\(?\\d{1,3}\\)?|[*\u2020\u2021\u00A7]+|\\[\\d{1,3}\\]|[a-z])");
    private static final Pattern SEPARATED =
            Pattern.compile("(?s)\\S+\\s*\\S*\\d\\S*[.:\u2013\u2014-].*");
    private static final Pattern SENTENCE =
            Pattern.compile(
                    "(?s)\\S+\\s+\\S+\\s+(shows?|presents?|gives?|lists?|summari[sz]es|provides|illustrates|contains|reports|compares|is|are|was|and|in|of|below|above)\\b.*");

    private final BodyStyle body;

    private Classifier(BodyStyle body) {
        this.body = body;
    }

    static List<Block> classify(List<Block> blocks, BodyStyle body) {
        return new Classifier(body).classify(blocks);
    }

    private List<Block> classify(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind() == Kind.PARAGRAPH) {
                block = paragraph(block, i, blocks);
            }
            result.add(block);
        }
        return Lists.find(result);
    }

    /** Begins like "Table 3". */
    static boolean isCaption(String text) {
        return CAPTION.matcher(text).matches() || CJK_CAPTION.matcher(text).matches();
    }

    private Block paragraph(Block block, int i, List<Block> blocks) {
        String text = block.text();
        if (isCaption(block, text, i, blocks)) {
            return block.as(Kind.CAPTION, "caption-label", 0.9);
        }
        if (isNote(block, text)) {
            Matcher marker = NOTE_SIGN.matcher(text);
            return block.as(Kind.FOOTNOTE, "small-at-foot", 0.8)
                    .withMarker(marker.find() ? marker.group(1) : "", 0);
        }
        return block;
    }

    private static boolean isCaption(Block block, String text, int i, List<Block> blocks) {
        if (block.length() > 600 || !block.lines().isCaption()) {
            return false;
        }
        boolean separated = SEPARATED.matcher(text).matches() || block.bold();
        boolean beside =
                i > 0 && blocks.get(i - 1).kind() == Kind.TABLE
                        || i + 1 < blocks.size() && blocks.get(i + 1).kind() == Kind.TABLE;
        boolean sentence = SENTENCE.matcher(text).matches();
        return (separated || beside || block.rows().size() <= 2) && !sentence;
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

    /** Whether a row opens like a caption: label, number and a sign that ends them. */
    static boolean opensCaption(String text) {
        return CAPTION.matcher(text).matches() || CJK_CAPTION.matcher(text).matches();
    }

    /** Smaller than the text, in the lower half of its page, and opened by a sign. */
    private boolean isNote(Block block, String text) {
        PageWord first = block.first().words().getFirst();
        boolean small = block.size() < 0.93 * body.size();
        boolean low = block.box().y0() > 0.4 * block.frame().frameHeight();
        if (!low || !small && !first.raised()) {
            return false;
        }
        return first.raised()
                || NOTE.matcher(text).matches()
                        && first.text().length() <= 4
                        && !Character.isLetter(first.text().codePointAt(0))
                || isNumberBeforeLetter(first.text());
    }
}
