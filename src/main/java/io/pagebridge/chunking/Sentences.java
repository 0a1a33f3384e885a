package io.pagebridge.chunking;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sentences by UAX 29, except that known abbreviations and initials do not end one. */
final class Sentences {
    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    """
            mr mrs ms dr prof sr jr st rev hon gen col capt lt sgt inc ltd co corp
            llc plc cos bros no nos fig figs tab eq eqs sec secs ch chap art arts
            vol vols pp p ed eds par para ref refs app approx ca cf vs viz al e.g
            i.e eg ie u.s u.k u.n a.m p.m ph.d dept est min max avg jan feb mar apr
            jun jul aug sep sept oct nov dec ave blvd rd mt ft resp incl excl abb
            abs anm aufl bd bzw d.h dgl evtl gem ggf hrsg inkl nr str u.a usw v.a
            vgl z.b zzgl env mme mlle av num núm pág sra
            """
                            .strip()
                            .split("\\s+"));

    /** No abbreviation is longer. */
    private static final int LONGEST = 8;

    private Sentences() {}

    /** Where sentences begin within {@code (start, end)}. */
    static List<Integer> cuts(String text, int start, int end, Locale locale) {
        List<Integer> cuts = new ArrayList<>();
        BreakIterator iterator = BreakIterator.getSentenceInstance(locale);
        iterator.setText(text.substring(start, end).replace('\n', ' '));
        for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
            int cut = start + at;
            if (cut < end && !afterAbbreviation(text, start, cut)) {
                cuts.add(cut);
            }
        }
        return cuts;
    }

    private static boolean afterAbbreviation(String text, int start, int cut) {
        int stop = Blanks.trimEnd(text, start, cut) - 1;
        if (stop <= start || text.charAt(stop) != '.') {
            return false;
        }
        int begin = stop;
        while (begin > start && stop - begin <= LONGEST && belongs(text.charAt(begin - 1))) {
            begin--;
        }
        String word = text.substring(begin, stop);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean belongs(char unit) {
        return Character.isLetter(unit) || unit == '.';
    }
}
