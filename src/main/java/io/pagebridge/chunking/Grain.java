package io.pagebridge.chunking;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How finely a text is cut, coarse to fine. Each gives the offsets at which parts begin, without the start itself; no
 * grain but the last cuts inside a character as readers see it.
 */
enum Grain {
    LINE,
    CELL,
    SENTENCE,
    CLAUSE,
    WORD,
    /** For scripts without blanks. */
    SEGMENT,
    CHARACTER,
    CODE_POINT;

    private static final String CLAUSE_ENDS = ",;:–—，；：、";

    List<Integer> cuts(String text, int start, int end, Locale locale) {
        return switch (this) {
            case LINE -> after(text, start, end, "\n");
            case CELL -> after(text, start, end, " | ");
            case SENTENCE -> Sentences.cuts(text, start, end, locale);
            case CLAUSE -> clauses(text, start, end);
            case WORD -> words(text, start, end);
            case SEGMENT -> segments(text, start, end, locale);
            case CHARACTER -> iterate(BreakIterator.getCharacterInstance(locale), text, start, end);
            case CODE_POINT -> codePoints(text, start, end);
        };
    }

    Grain finer() {
        return values()[ordinal() + 1];
    }

    private static List<Integer> after(String text, int start, int end, String separator) {
        List<Integer> cuts = new ArrayList<>();
        int at = text.indexOf(separator, start, end);
        while (at >= 0 && at + separator.length() < end) {
            cuts.add(at + separator.length());
            at = text.indexOf(separator, at + separator.length(), end);
        }
        return cuts;
    }

    private static List<Integer> clauses(String text, int start, int end) {
        List<Integer> cuts = new ArrayList<>();
        for (int at = start + 1; at < end; at++) {
            boolean ended = CLAUSE_ENDS.indexOf(text.charAt(at - 1)) >= 0;
            boolean wide = text.charAt(at - 1) > 0x3000;
            if (ended && (wide || Blanks.isBlank(text.charAt(at)))) {
                cuts.add(at);
            }
        }
        return cuts;
    }

    private static List<Integer> words(String text, int start, int end) {
        List<Integer> cuts = new ArrayList<>();
        for (int at = start + 1; at < end; at++) {
            if (Blanks.isBlank(text.charAt(at)) && !Blanks.isBlank(text.charAt(at - 1))) {
                cuts.add(at);
            }
        }
        return cuts;
    }

    /** Word boundaries; the JDK sets some inside a character, which are left out. */
    private static List<Integer> segments(String text, int start, int end, Locale locale) {
        List<Integer> cuts = iterate(BreakIterator.getWordInstance(locale), text, start, end);
        Set<Integer> characters =
                new HashSet<>(
                        iterate(BreakIterator.getCharacterInstance(locale), text, start, end));
        cuts.removeIf(cut -> !characters.contains(cut));
        return cuts;
    }

    private static List<Integer> iterate(BreakIterator iterator, String text, int start, int end) {
        List<Integer> cuts = new ArrayList<>();
        iterator.setText(text.substring(start, end));
        for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
            boolean insidePair =
                    start + at < end
                            && Character.isLowSurrogate(text.charAt(start + at))
                            && Character.isHighSurrogate(text.charAt(start + at - 1));
            if (start + at < end && !insidePair) {
                cuts.add(start + at);
            }
        }
        return cuts;
    }

    private static List<Integer> codePoints(String text, int start, int end) {
        List<Integer> cuts = new ArrayList<>();
        for (int at = text.offsetByCodePoints(start, 1);
                at < end;
                at = text.offsetByCodePoints(at, 1)) {
            cuts.add(at);
        }
        return cuts;
    }
}
