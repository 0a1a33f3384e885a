package io.pagebridge.chunking;

/** What counts as blank: nothing is lost when it stands between two chunks. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(int codePoint) {
        return codePoint == ' '
                || codePoint == '\n'
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint);
    }

    /** The first offset from {@code start} on that is not blank, or {@code end}. */
    static int skip(String text, int start, int end) {
        int at = start;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of {@code [start, end)} without the blanks at its end. */
    static int trimEnd(String text, int start, int end) {
        int at = end;
        while (at > start && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
