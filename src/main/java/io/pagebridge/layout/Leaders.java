package io.pagebridge.layout;

import java.util.regex.Pattern;

/** Rows of dots that lead the eye, as in a table of contents. */
final class Leaders {
    private static final Pattern DOTS =
            Pattern.compile("(\\. ?){4,}|\\.{4,}|\u2026{2,}|_{4,}|(\u00B7 ?){4,}");
    private static final Pattern ENTRY =
            Pattern.compile(
                    ".*((\\. ?){4,}|\u2026{2,}|_{4,}|(\u00B7 ?){4,})\\s*([A-Z]-)?(\\d{1,4}|[ivxlcIVXLC]{1,7})\\s*$");

    private Leaders() {}

    /** Ends with leaders and a page number. */
    static boolean isEntry(Row row) {
        String text = row.text();
        if (text.length() <= 6 || !Tokens.isRomanOrNumber(lastWord(text))) {
            return false;
        }
        return text.length() > 6 && DOTS.matcher(text).find() && ENTRY.matcher(text).matches();
    }

    private static String lastWord(String text) {
        int start = text.length();
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start);
    }

    static boolean hasDots(String text) {
        return DOTS.matcher(text).find();
    }

    /** Nothing but dots. */
    static boolean isDots(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && c != '\u2026' && c != '_' && c != '\u00B7' && c != ' ') {
                return false;
            }
        }
        return true;
    }
}
