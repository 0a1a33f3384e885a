package io.pagebridge.layout;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A row that ends in values far to the right of its label. Where it belongs to no table it keeps a line of its own: run
 * on into the next row, its value would stand before another label.
 */
final class LabelledValue {
    /** White that no justified line has between two words, in sizes of type. */
    private static final double FAR = 2.5;

    private static final Pattern EQUATION_NUMBER =
            Pattern.compile("[(\\[]\\d{1,3}([.\\u2013-]\\d{1,3})*[a-z]?[)\\]]");

    private LabelledValue() {}

    static boolean is(Row row) {
        List<PageWord> words = row.words();
        if (row.rightToLeft() || !Tokens.hasDigit(words.getLast().text())) {
            return false;
        }
        double widest = 0;
        int value = 1;
        while (value < words.size() && gap(words, value) < FAR * row.size()) {
            widest = Math.max(widest, gap(words, value));
            value++;
        }
        if (value == words.size() || gap(words, value) < 2 * widest) {
            return false;
        }
        for (PageWord word : words.subList(value, words.size())) {
            String text = word.text();
            boolean sign = Tokens.isCurrency(text) || Tokens.isTrailing(text);
            if (!sign && !Tokens.isValue(text) || EQUATION_NUMBER.matcher(text).matches()) {
                return false;
            }
        }
        return words.subList(0, value).stream()
                .anyMatch(word -> word.text().codePoints().anyMatch(Character::isLetter));
    }

    private static double gap(List<PageWord> words, int index) {
        return words.get(index).box().x0() - words.get(index - 1).box().x1();
    }
}
