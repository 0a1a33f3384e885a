package io.pagebridge.layout;

import java.util.Locale;
import java.util.Set;
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
                    "(?i)\\b((19|20)\\d\\d|q[1-4]|h[12]|fy\\s?\\d\\d|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may"
                            + "|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
                            + "|years? ended|months? ended|quarter)\\b");
    private static final String PLACEHOLDER_SIGNS = "-\u2212\u2013\u2014.\u2026:*";
    private static final Set<String> PLACEHOLDERS =
            Set.of("na", "na.", "n/a", "n/a.", "n.a.", "nil", "nm", "x");
    private static final String CURRENCY_SIGNS = "$\u20AC\u00A3\u00A5";
    private static final Set<String> CURRENCIES = Set.of("US$", "EUR", "USD", "GBP");
    private static final String TRAILING_SIGNS = "%)*\u2020\u2021";
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
        return text.length() < 40
                && hasDigit(text)
                && !Character.isLetter(text.charAt(0))
                && (isPlainNumber(text) || NUMBER.matcher(text).matches());
    }

    /** Digits, with points and commas behind the first: most numbers. */
    private static boolean isPlainNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean digit = unit >= '0' && unit <= '9';
            if (!digit && (i == 0 || unit != ',' && unit != '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean areAll(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
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
        return text.length() < 14 && hasDigit(text) && YEAR.matcher(text).matches();
    }

    /** Names a period: a year, a quarter, a month. */
    static boolean isPeriod(String text) {
        return text.length() < 60 && PERIOD.matcher(text).find();
    }

    /** Stands where a number would: a dash, "n/a". */
    static boolean isPlaceholder(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return false;
        }
        return text.length() <= 3 && areAll(text, PLACEHOLDER_SIGNS)
                || PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT));
    }

    static boolean isCurrency(String text) {
        return text.length() == 1 && CURRENCY_SIGNS.contains(text)
                || text.length() == 3 && CURRENCIES.contains(text);
    }

    /** A sign that follows its number, such as a per cent sign. */
    static boolean isTrailing(String text) {
        return text.length() < 4 && areAll(text, TRAILING_SIGNS);
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
        return (isNumber(before) || isPlaceholder(before) && !isDash(before))
                && (isNumber(text) || isPlaceholder(text) && !isDash(text) || isCurrency(text))
                && !(OPEN_THOUSANDS.matcher(before).matches() && THOUSANDS.matcher(text).matches());
    }

    /** Where a word ends to the eye: a closing bracket, a note's sign or the dots of a missing value may hang over. */
    static double end(PageWord word) {
        String text = word.text();
        if (text.isEmpty()) {
            return word.box().x1();
        }
        char last = text.charAt(text.length() - 1);
        boolean hangs = last == ')' || last == '*' || last == '%' || text.equals("..");
        double hang = hangs && isValue(text) ? 0.34 * word.size() : 0;
        return Math.max(word.box().centerX(), word.box().x1() - hang);
    }

    static boolean isUnits(String text) {
        return text.length() < 80 && UNITS.matcher(text).matches();
    }

    static boolean isRomanOrNumber(String text) {
        return text.length() < 8 && !text.isEmpty() && ROMAN_OR_NUMBER.matcher(text).matches();
    }
}
