package io.pagebridge.layout;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rows that stand in columns and are no table: lines of equations, running text in columns, points of a list. */
final class Vetoes {
    private static final Pattern OPERATOR =
            Pattern.compile(
                    "[=\u2248\u223C\u2261\u2264\u2265<>\u221D\u2192\u21D2:+\u00B1\u2212]{1,2}|:=");
    private static final Pattern EQUATION = Pattern.compile("\\(\\d{1,3}(\\.\\d{1,3})?[a-z]?\\)");
    private static final Set<String> TICKS =
            Set.of("\u2713", "\u2714", "\u2717", "\u2718", "+", "\u221A");
    private static final int FEW = 8;

    private Vetoes() {}

    /** @param numbers whether the rows hold enough amounts to be a table by them alone */
    static boolean forbid(List<List<Row>> rows, boolean numbers) {
        return areEquations(rows)
                || areMarks(rows)
                || isListing(rows)
                || Axis.isDrawnBy(rows)
                || ContentsEntries.are(rows)
                || !numbers && isText(rows);
    }

    /** Dots of a plot, branches of a tree: what has neither letters nor figures in much of its pieces. */
    private static boolean areMarks(List<List<Row>> rows) {
        int marks = 0;
        int all = 0;
        for (List<Row> pieces : rows) {
            for (Row piece : pieces) {
                String text = piece.text();
                boolean read = text.codePoints().anyMatch(Character::isLetterOrDigit);
                marks += read || Tokens.isValue(text) || TICKS.contains(text) ? 0 : 1;
                all++;
            }
        }
        return marks > 0.3 * all;
    }

    /** Fixed pitch, and amounts in few of its pieces: a program with its line numbers, not a report's columns. */
    private static boolean isListing(List<List<Row>> rows) {
        int fixed = 0;
        int all = 0;
        int values = 0;
        int cells = 0;
        for (List<Row> pieces : rows) {
            for (int p = 0; p < pieces.size(); p++) {
                for (PageWord word : pieces.get(p).words()) {
                    boolean counted = p > 0 || !Tokens.isNumber(word.text());
                    all += counted ? word.glyphs() : 0;
                    fixed += counted && word.font().fixedPitch() ? word.glyphs() : 0;
                }
                values += p > 0 && Tokens.isValue(pieces.get(p).text()) ? 1 : 0;
                cells += p > 0 ? 1 : 0;
            }
        }
        return fixed > 0.7 * all && values < 0.4 * cells && isFixed(rows.getFirst());
    }

    /** A table of names in fixed pitch has a header in the type of the text. */
    private static boolean isFixed(List<Row> pieces) {
        for (Row piece : pieces) {
            if (!piece.fixedPitch() && !Tokens.isNumber(piece.text())) {
                return false;
            }
        }
        return true;
    }

    /** Most rows relate two sides by a sign, or end with the number of an equation. */
    private static boolean areEquations(List<List<Row>> rows) {
        int equations = 0;
        for (List<Row> pieces : rows) {
            boolean found = EQUATION.matcher(pieces.getLast().text()).matches();
            for (Row piece : pieces) {
                found |= OPERATOR.matcher(piece.text()).matches();
                found |= isSymbols(piece.text());
            }
            equations += found ? 1 : 0;
        }
        return equations >= 0.5 * rows.size();
    }

    /** Nothing but signs that are no letters, figures or marks of a table: parts of tall brackets and the like. */
    private static boolean isSymbols(String text) {
        return !Tokens.isValue(text)
                && text.codePoints()
                        .allMatch(
                                c ->
                                        c == 0xFFFD
                                                || Character.getType(c) == Character.PRIVATE_USE
                                                || Character.getType(c) == Character.MATH_SYMBOL
                                                || Character.getType(c) == Character.CONTROL);
    }

    /** A few rows of words that mostly go on with a sentence of the row above, in more than one column. */
    private static boolean isText(List<List<Row>> rows) {
        int goingOn = 0;
        int points = 0;
        int all = 0;
        for (int i = 1; i < rows.size(); i++) {
            for (Row piece : rows.get(i)) {
                int first = piece.text().codePointAt(0);
                goingOn += Character.isLowerCase(first) && piece.words().size() > 1 ? 1 : 0;
                goingOn += rows.get(i - 1).getLast().text().endsWith("-") ? 1 : 0;
                points += first == 0x2022 ? 1 : 0;
                all++;
            }
        }
        return rows.size() < FEW && (goingOn > 0.4 * all || points > 0.3 * all);
    }
}
