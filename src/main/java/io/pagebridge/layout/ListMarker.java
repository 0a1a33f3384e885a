package io.pagebridge.layout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sign at the start of a list item.
 *
 * @param kind what is compared between siblings: the bullet itself, or the form of the number
 * @param ordinal position that a number or letter stands for, 0 for a bullet
 */
record ListMarker(String text, String kind, int ordinal) {
    private static final Pattern BULLET =
            Pattern.compile(
                    "([\uFFFD\u2022\u2023\u25AA\u25AB\u25CF\u25E6\u25CB\u25A0\u25A1\u25BA\u25B6\u27A2\u2713\u2714\u2756\u00B7"
                            + "\u2043\u2219\u25C6\u25C7\u29BF\u2605\uE000-\uF8FF]|[-\u2013\u2014*](?=\\s)|o(?=\\s\\S))\\s*\\S.*");
    private static final Pattern NUMBER =
            Pattern.compile("(\\(?(\\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})[.)]|\\[(\\d{1,4})\\])\\s+\\S.*");

    /** Letters or digits that may stand before the mark of {@link #NUMBER}. */
    private static final int LONGEST_NUMBER = 6;

    /** The marker at the start of a text, or null. */
    static ListMarker of(String text) {
        if (text.length() < 2 || isPlainStart(text)) {
            return null;
        }
        Matcher bullet = BULLET.matcher(text);
        if (bullet.matches()) {
            return new ListMarker(bullet.group(1), bullet.group(1), 0);
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return null;
        }
        String marker = number.group(1);
        String body = number.group(2) == null ? number.group(3) : number.group(2);
        String frame = marker.replace(body, "");
        if (Character.isDigit(body.charAt(0))) {
            return new ListMarker(marker, "1" + frame, Integer.parseInt(body));
        }
        boolean upper = Character.isUpperCase(body.charAt(0));
        if (body.length() > 1 || body.equals("i") || body.equals("v") || body.equals("x")) {
            return new ListMarker(marker, "i" + frame, roman(body));
        }
        return new ListMarker(
                marker,
                (upper ? "A" : "a") + frame,
                Character.toLowerCase(body.charAt(0)) - 'a' + 1);
    }

    /** Begins with letters or digits and no mark behind them, as nearly every line: neither pattern can match. */
    private static boolean isPlainStart(String text) {
        char first = text.charAt(0);
        boolean letterOrDigit =
                first >= '0' && first <= '9'
                        || first >= 'a' && first <= 'z'
                        || first >= 'A' && first <= 'Z';
        if (!letterOrDigit || first == 'o') {
            return false;
        }
        for (int i = 1; i < text.length() && i <= LONGEST_NUMBER; i++) {
            if (text.charAt(i) == '.' || text.charAt(i) == ')') {
                return false;
            }
        }
        return true;
    }

    boolean isBullet() {
        return ordinal == 0;
    }

    private static int roman(String text) {
        int sum = 0;
        int before = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            int value =
                    switch (text.charAt(i)) {
                        case 'i' -> 1;
                        case 'v' -> 5;
                        case 'x' -> 10;
                        case 'l' -> 50;
                        default -> 100;
                    };
            sum += value < before ? -value : value;
            before = Math.max(before, value);
        }
        return Math.max(1, sum);
    }
}
