package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Brings words that stand side by side into the order in which they are read, left to right or right to left. */
final class Directions {
    private Directions() {}

    static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    static boolean isLeftToRight(int codePoint) {
        return Character.getDirectionality(codePoint) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }

    /** @param sorted words of one row from left to right */
    static List<PageWord> readingOrder(List<PageWord> sorted) {
        int right = 0;
        int left = 0;
        for (PageWord word : sorted) {
            if (word.rightToLeft()) {
                right += word.glyphs();
            } else if (hasLetters(word)) {
                left += word.glyphs();
            }
        }
        if (right == 0) {
            return sorted;
        }
        return right >= left ? RightToLeftRow.mend(runs(sorted, true)) : runs(sorted, false);
    }

    /** Runs of the row's own direction keep their place; runs of the other direction are turned round. */
    private static List<PageWord> runs(List<PageWord> sorted, boolean rightToLeft) {
        List<PageWord> words = new ArrayList<>(sorted);
        if (rightToLeft) {
            Collections.reverse(words);
        }
        List<PageWord> result = new ArrayList<>(words.size());
        int i = 0;
        while (i < words.size()) {
            if (words.get(i).rightToLeft() == rightToLeft || isNeutral(words.get(i))) {
                result.add(words.get(i++));
                continue;
            }
            int end = i;
            int last = i;
            while (end < words.size()
                    && (words.get(end).rightToLeft() != rightToLeft || isNeutral(words.get(end)))) {
                if (!isNeutral(words.get(end))) {
                    last = end;
                }
                end++;
            }
            List<PageWord> run = new ArrayList<>(words.subList(i, last + 1));
            Collections.reverse(run);
            result.addAll(run);
            i = last + 1;
        }
        return result;
    }

    private static boolean isNeutral(PageWord word) {
        return !word.rightToLeft() && !hasLetters(word) && !hasDigits(word);
    }

    private static boolean hasLetters(PageWord word) {
        String text = word.text();
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            if (isLeftToRight(code)) {
                return true;
            }
            i += Character.charCount(code);
        }
        return false;
    }

    private static boolean hasDigits(PageWord word) {
        return Tokens.hasDigit(word.text());
    }
}
