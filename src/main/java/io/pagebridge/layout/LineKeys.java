package io.pagebridge.layout;

import java.util.Locale;

/** What lines at the edge of pages are compared by, so that a running header is the same on each page. */
final class LineKeys {
    /** In the place of every number. */
    static final String NUMBERED = "#";

    private static final String PAGE = "page";
    private static final String RULES = "-\u2013\u2014|";

    private LineKeys() {}

    /** Small letters without blanks, numbers replaced. */
    static String key(String text) {
        String exact = exactKey(text);
        StringBuilder key = new StringBuilder(exact.length());
        boolean inNumber = false;
        for (int i = 0; i < exact.length(); i++) {
            char unit = exact.charAt(i);
            boolean digit = unit >= '0' && unit <= '9';
            if (!digit) {
                key.append(unit);
            } else if (!inNumber) {
                key.append(NUMBERED);
            }
            inNumber = digit;
        }
        return key.toString();
    }

    /** Small letters without blanks; {@link #NUMBERED} for a page number alone. */
    static String exactKey(String text) {
        if (Tokens.isRomanOrNumber(bare(text))) {
            return NUMBERED;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            if (!isBlank(lower.charAt(i))) {
                key.append(lower.charAt(i));
            }
        }
        return key.toString();
    }

    /** Without "Page" in front, rules and blanks. */
    static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = afterPage(text); i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!isBlank(unit) && RULES.indexOf(unit) < 0) {
                bare.append(unit);
            }
        }
        return bare.toString();
    }

    /** The same with a blank for each run of rules: words stay apart. */
    static String bareEnds(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        boolean inRule = false;
        for (int i = afterPage(text); i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean rule = RULES.indexOf(unit) >= 0;
            if (!rule) {
                bare.append(unit);
            } else if (!inRule) {
                bare.append(' ');
            }
            inRule = rule;
        }
        return bare.toString().strip();
    }

    private static int afterPage(String text) {
        int at = PAGE.length();
        if (!text.regionMatches(true, 0, PAGE, 0, at)
                || at >= text.length()
                || !isBlank(text.charAt(at))) {
            return 0;
        }
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char unit) {
        return unit == ' ' || unit >= '\t' && unit <= '\r';
    }
}
