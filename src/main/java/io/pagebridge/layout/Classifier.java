package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names what a paragraph is by its own text and place. */
final class Classifier {
    private static final Pattern CAPTION =
            Pattern.compile(
                    "(?i)(figure|fig\\.|table|tab\\.|exhibit|chart|box|abbildung|abb\\.|tabelle|tableau|graphique"
                            + "|figura|tabla|map|plate|listing|algorithm|scheme|photo)"
                            + "(\\s*[A-Z]?\\d+(\\.\\d+)*[a-z]?|\\s+([IVX]+|[A-Z](?=[.:\\s])))\\s*([.:\u2013\u2014-]|\\s|$).*");
    private static final Pattern CJK_CAPTION =
            Pattern.compile("[\u56F3\u8868\u5716\u56FE]\\s*\\d+.*|(\uD45C|\uADF8\uB9BC)\\s*\\d+.*");
    private static final Pattern SEPARATED =
            Pattern.compile("(?s)\\S+\\s*\\S*\\d\\S*[.:\u2013\u2014-].*");
    private static final Pattern SENTENCE =
            Pattern.compile(
                    "(?s)\\S+\\s+\\S+\\s+(shows?|presents?|gives?|lists?|summari[sz]es|provides|illustrates|contains|reports|compares|is|are|was|and|in|of|below|above)\\b.*");

    private Classifier() {}

    static List<Block> classify(List<Block> blocks, BodyStyle body) {
        List<Block> result = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind() == Kind.PARAGRAPH) {
                block = paragraph(block, i, blocks);
            }
            result.add(block);
        }
        List<Block> found = Formulas.find(Lists.find(result));
        return Figures.find(Notes.find(found, body), body);
    }

    /** Begins like "Table 3". */
    static boolean isCaption(String text) {
        return CAPTION.matcher(text).matches() || CJK_CAPTION.matcher(text).matches();
    }

    private static Block paragraph(Block block, int i, List<Block> blocks) {
        String text = block.text();
        if (isCaption(block, text, i, blocks)) {
            return block.as(Kind.CAPTION, "caption-label", 0.9);
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

    /** Whether a row opens like a caption: label, number and a sign that ends them. */
    static boolean opensCaption(String text) {
        return CAPTION.matcher(text).matches() || CJK_CAPTION.matcher(text).matches();
    }
}
