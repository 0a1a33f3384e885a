package io.pagebridge.layout;

import java.util.Locale;

/**
 * A row near the edge of its page and what it is compared by with those of other pages.
 *
 * @param key small letters without blanks, numbers replaced
 * @param exactKey the same with its numbers
 * @param numbers at its two ends, {@link #UNNUMBERED} where there is none
 * @param numbered a short line with a number at one of its ends, and no entry of a table of contents
 * @param bareLength of its text without rules and blanks
 */
record EdgeRow(
        Row row, String key, String exactKey, int[] numbers, boolean numbered, int bareLength) {
    private static final int ROMAN = -100_000;
    private static final int UNNUMBERED = -1_000_000;
    private static final int LONGEST_NUMBERED = 100;

    static EdgeRow of(Row row) {
        String text = row.text();
        int[] numbers = numbers(text);
        return new EdgeRow(
                row,
                LineKeys.key(text),
                LineKeys.exactKey(text),
                numbers,
                text.length() <= LONGEST_NUMBERED && hasNumber(numbers) && !Leaders.isEntry(row),
                LineKeys.bare(text).length());
    }

    private static boolean hasNumber(int[] numbers) {
        for (int number : numbers) {
            if (number != UNNUMBERED) {
                return true;
            }
        }
        return false;
    }

    private static int[] numbers(String text) {
        String trimmed = LineKeys.bareEnds(text);
        int blank = trimmed.indexOf(' ');
        if (blank < 0) {
            return new int[] {number(trimmed)};
        }
        return new int[] {
            number(trimmed.substring(0, blank)),
            number(trimmed.substring(trimmed.lastIndexOf(' ') + 1))
        };
    }

    private static int number(String text) {
        if (!Tokens.isRomanOrNumber(text)) {
            return UNNUMBERED;
        }
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        ListMarker roman = ListMarker.of(text.toLowerCase(Locale.ROOT) + ". x");
        return roman == null ? UNNUMBERED : ROMAN + roman.ordinal();
    }
}
