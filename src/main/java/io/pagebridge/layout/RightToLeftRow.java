package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Signs between words of a right-to-left row. Engines hand over numbers with the signs around them as they stand on the
 * page, from left to right: a hyphen that is drawn at the right of a number stands before it, and a bracket is opened by
 * what comes first, whichever way it is drawn. Words that touch belong together.
 */
final class RightToLeftRow {
    private static final double TOUCH = 0.12;
    private static final String OPENING = "([{<«";
    private static final String CLOSING = ")]}>»";

    private final List<PageWord> words;

    private RightToLeftRow(List<PageWord> words) {
        this.words = words;
    }

    /** @param reading words of one row in reading order */
    static List<PageWord> mend(List<PageWord> reading) {
        RightToLeftRow row = new RightToLeftRow(new ArrayList<>(reading));
        row.glue();
        row.turnSigns();
        row.turnBrackets();
        return row.words;
    }

    private void glue() {
        for (int i = 1; i < words.size(); i++) {
            PageWord before = words.get(i - 1);
            PageWord word = words.get(i);
            double gap =
                    Math.max(
                            before.box().x0() - word.box().x1(),
                            word.box().x0() - before.box().x1());
            boolean touches =
                    gap < TOUCH * Math.min(before.size(), word.size())
                            && (word.glued() || isSign(last(i - 1)) || isSign(first(i)));
            if (touches != word.glued() && !word.raised()) {
                words.set(i, with(word, word.text(), touches));
            }
        }
    }

    /** Of a number or word that runs from left to right by itself. */
    private void turnSigns() {
        boolean arabic = false;
        for (int i = 0; i < words.size(); i++) {
            PageWord word = words.get(i);
            if (hasLetters(word.text())) {
                arabic = isArabic(word.text());
            } else if (!word.rightToLeft() && !isOther(i - 1) && !isOther(i + 1)) {
                String turned = turned(word.text(), arabic);
                if (!turned.equals(word.text())) {
                    // From now on a word of this direction: rows are made anew of the same words.
                    words.set(i, with(word, turned, word.glued(), true));
                }
            }
        }
    }

    /** Whether there is a word there that runs from left to right, too. */
    private boolean isOther(int i) {
        return i >= 0
                && i < words.size()
                && !words.get(i).rightToLeft()
                && !hasLetters(words.get(i).text())
                && words.get(i).text().codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static boolean hasLetters(String text) {
        return text.codePoints().anyMatch(Directions::isRightToLeft);
    }

    private static boolean isArabic(String text) {
        return text.codePoints()
                .anyMatch(
                        code ->
                                Character.getDirectionality(code)
                                        == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }

    private static String turned(String text, boolean arabic) {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        if (start == end || Character.isSurrogate(text.charAt(start))) {
            return text;
        }
        // Signs of money and percent go with their number, but not after Arabic letters.
        while (!arabic && start > 0 && isTerminator(text.charAt(start - 1))) {
            start--;
        }
        while (!arabic && end < text.length() && isTerminator(text.charAt(end))) {
            end++;
        }
        return new StringBuilder(text.substring(end)).reverse()
                + text.substring(start, end)
                + new StringBuilder(text.substring(0, start)).reverse();
    }

    private static boolean isTerminator(char sign) {
        return Character.getDirectionality(sign)
                == Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR;
    }

    private void turnBrackets() {
        for (int i = 0; i < words.size(); i++) {
            PageWord word = words.get(i);
            StringBuilder text = new StringBuilder(word.text());
            boolean goesOn = i + 1 < words.size() && words.get(i + 1).glued();
            for (int at = 0; at < text.length(); at++) {
                char before =
                        at > 0 ? text.charAt(at - 1) : i > 0 && word.glued() ? last(i - 1) : ' ';
                char after =
                        at + 1 < text.length()
                                ? text.charAt(at + 1)
                                : goesOn ? words.get(i + 1).text().charAt(0) : ' ';
                text.setCharAt(at, bracket(text.charAt(at), before, after));
            }
            if (!text.toString().equals(word.text())) {
                words.set(i, with(word, text.toString(), word.glued()));
            }
        }
    }

    private char first(int i) {
        return words.get(i).text().charAt(0);
    }

    private static boolean isSign(char c) {
        return !Character.isLetterOrDigit(c) && !Character.isSurrogate(c);
    }

    private char last(int i) {
        String text = words.get(i).text();
        return text.charAt(text.length() - 1);
    }

    /** An opening one stands before a word and a closing one behind it. */
    private static char bracket(char sign, char before, char after) {
        int kind = Math.max(OPENING.indexOf(sign), CLOSING.indexOf(sign));
        boolean wordBefore = Character.isLetterOrDigit(before) || isTerminator(before);
        boolean wordAfter = Character.isLetterOrDigit(after) || isTerminator(after);
        if (kind < 0 || wordBefore == wordAfter) {
            return sign;
        }
        return (wordAfter ? OPENING : CLOSING).charAt(kind);
    }

    private static PageWord with(PageWord word, String text, boolean glued) {
        return with(word, text, glued, word.rightToLeft());
    }

    private static PageWord with(PageWord word, String text, boolean glued, boolean rightToLeft) {
        return new PageWord(
                text,
                word.box(),
                word.base(),
                word.size(),
                word.font(),
                word.bold(),
                word.rgba(),
                word.order(),
                word.markedContent(),
                word.artifact(),
                word.raised(),
                glued,
                rightToLeft,
                word.confidence(),
                word.recognised(),
                word.glyphs());
    }
}
