package io.pagebridge.layout;

import java.util.regex.Pattern;

/** What a word or a cell's text is made of: numbers, periods, signs that belong to a number. */
final class Tokens {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+\u2212\u2013\u2014(<>~\u2248\u00B1]?\\s*[$\u20AC\u00A3\u00A5]?\\s*[-\u2212\u2013(]?\\s*"
                            + "(\\d[\\d.,\u00A0\u2009\u202F'\u2019 ]*|[.,]\\d+)\\s*"
                            + "(%|\\)|\u20AC|\\$|\u00A3|[a-zA-Z*\u2020\u2021]|\\(\\d\\)|\\[\\d\\]|pp|bn|pts?)*[*\u2020]*");
    private static final Pattern YEAR =
            Pattern.compile("(FY|CY)?\\s?'?(19|20)\\d\\d([-/\u2013](19|20)?\\d\\d)?[a-zA-Z*]?");
    private static final Pattern PERIOD =
            Pattern.compile(
                    "(?i).*\\b((19|20)\\d\\d|q[1-4]|h[12]|fy\\s?\\d\\d|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may"
                            + "|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
                            + "|years? ended|months? ended|quarter)\\b.*");
    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "[-\u2212\u2013\u2014.\u2026:*]{1,3}|(?i)n/?a\\.?|n\\.a\\.|nil|nm|x|\u2013\u2013");
    private static final Pattern CURRENCY =
            Pattern.compile("[$\u20AC\u00A3\u00A5]|US\\$|EUR|USD|GBP");
    private static final Pattern TRAILING = Pattern.compile("[%)*\u2020\u2021]+|\\)%|%\\)");
    private static final Pattern UNITS =
            Pattern.compile(
                    "(?i).*\\b(in|expressed in|amounts in)\\s+(us\\s+)?[$\u20AC\u00A3]?\\s*(us\\$\\s*)?"
                            + "(thousands?|millions?|billions?|euros?|dollars?|percent|%).*"
                            + "|\\(?\\s*[$\u20AC\u00A3]?\\s*(millions|thousands|000s?|'000)\\s*\\)?"
                            + "|\\(unaudited\\)");

    private static final Pattern OPEN_THOUSANDS = Pattern.compile("\\D{0,3}\\d{1,3}");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{3}([.,]\\d+)?\\D{0,3}");
    private static final Pattern ROMAN_OR_NUMBER = Pattern.compile("\\d{1,4}|[ivxlcIVXLC]{1,7}");

    private Tokens() {}

    static boolean isNumber(String text) {
        return text.length() < 40 && hasDigit(text) && NUMBER.matcher(text).matches();
    }

    static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isYear(String text) {
        return text.length() < 14 && YEAR.matcher(text).matches();
    }

    /** Names a period: a year, a quarter, a month. */
    static boolean isPeriod(String text) {
        return text.length() < 60 && PERIOD.matcher(text).matches();
    }

    /** Stands where a number would: a dash, "n/a". */
    static boolean isPlaceholder(String text) {
        return text.length() < 6 && !text.isEmpty() && PLACEHOLDER.matcher(text).matches();
    }

    static boolean isCurrency(String text) {
        return text.length() < 5 && CURRENCY.matcher(text).matches();
    }

    /** A sign that follows its number, such as a per cent sign. */
    static boolean isTrailing(String text) {
        return text.length() < 4 && TRAILING.matcher(text).matches();
    }

    /** Something that can fill a cell of a numeric column. */
    static boolean isValue(String text) {
        return isNumber(text) || isPlaceholder(text) || isCurrency(text) || isTrailing(text);
    }

    /** May stand between two numbers of one range. */
    private static boolean isDash(String text) {
        return text.equals("-") || text.equals("\u2212") || text.equals("\u2013");
    }

    /** Two amounts side by side, not one number with blanks between its thousands. */
    static boolean startsAmount(String before, String text) {
        boolean ends = isNumber(before) || isPlaceholder(before) && !isDash(before);
        boolean starts = isNumber(text) || isPlaceholder(text) && !isDash(text) || isCurrency(text);
        return ends
                && starts
                && !(OPEN_THOUSANDS.matcher(before).matches() && THOUSANDS.matcher(text).matches());
    }

    static boolean isUnits(String text) {
        return text.length() < 80 && UNITS.matcher(text).matches();
    }

    static boolean isRomanOrNumber(String text) {
        return text.length() < 8 && !text.isEmpty() && ROMAN_OR_NUMBER.matcher(text).matches();
    }
}
