package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import java.util.regex.Pattern;

/** Rows of dots that lead the eye, as in a table of contents. */
final class Leaders {
    private static final Pattern DOTS =
            Pattern.compile("(\\. ?){4,}|\\.{4,}|\u2026{2,}|_{4,}|(\u00B7 ?){4,}");
    private static final Pattern ENTRY =
            Pattern.compile(
                    ".*((\\. ?){4,}|\u2026{2,}|_{4,}|(\u00B7 ?){4,})\\s*([A-Z]-)?(\\d{1,4}|[ivxlcIVXLC]{1,7})\\s*$");

    /** What a run of leaders is as one word; it is drawn but not read. */
    static final String WORD = "\u2026";

    private static final int FEWEST = 4;
    private static final double WIDEST_LEADER = 1.3;

    private Leaders() {}

    /** Which of the chosen glyphs are dots (or strokes) in a run of at least four, blanks not counted. */
    static boolean[] mark(Glyphs glyphs, int[] chosen) {
        boolean[] leader = new boolean[chosen.length];
        int start = -1;
        int count = 0;
        int sign = 0;
        for (int k = 0; k <= chosen.length; k++) {
            int code = k < chosen.length ? glyphs.codePoints()[chosen[k]] : -1;
            boolean apart = start >= 0 && k < chosen.length && isApart(glyphs, chosen, k);
            if (apart) {
                // Two dots each in neighbouring cells stand for missing values.
                for (int i = start; i < k && count >= FEWEST; i++) {
                    leader[i] = !Hygiene.isBlank(glyphs.codePoints()[chosen[i]]);
                }
                start = -1;
                count = 0;
            }
            boolean dot = code == '.' || code == '_' || code == 0xB7 || code == 0x2026;
            if (dot && (start < 0 || code == sign)) {
                start = start < 0 ? k : start;
                sign = code;
                count += code == 0x2026 ? 3 : 1;
            } else if (start >= 0 && (k == chosen.length || !Hygiene.isBlank(code))) {
                for (int i = start; i < k && count >= FEWEST; i++) {
                    leader[i] = !Hygiene.isBlank(glyphs.codePoints()[chosen[i]]);
                }
                start = dot ? k : -1;
                sign = code;
                count = dot ? 1 : 0;
            }
        }
        return leader;
    }

    /** Far from the last glyph that is no blank: leaders have less white between them than cells. */
    private static boolean isApart(Glyphs glyphs, int[] chosen, int k) {
        int before = k - 1;
        while (before > 0 && Hygiene.isBlank(glyphs.codePoints()[chosen[before]])) {
            before--;
        }
        int a = chosen[before];
        int b = chosen[k];
        return !Hygiene.isBlank(glyphs.codePoints()[b])
                && glyphs.x0()[b] - glyphs.x1()[a] > WIDEST_LEADER * glyphs.size()[b];
    }

    static boolean isLeader(PageWord word) {
        return word.text().equals(WORD) && word.glyphs() > 1;
    }

    /** Ends with leaders and a page number. */
    static boolean isEntry(Row row) {
        String text = row.text();
        if (row.words().size() > 2 && isLeader(row.words().get(row.words().size() - 2))) {
            return Tokens.isRomanOrNumber(row.words().getLast().text());
        }
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
}
