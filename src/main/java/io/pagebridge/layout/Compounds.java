package io.pagebridge.layout;

import java.util.Set;

/**
 * Compounds that keep their hyphen at the end of a line. English compounds that keep their hyphen inside a line, and so at the end of one: numbers from twenty-one to ninety-nine,
 * and adjectives like fee-based. From the hyphenation table of the Chicago Manual of Style (7.89). French numbers, and
 * the particles that French grammar ties to the word before them. German writes a hyphen before a small letter only where a
 * part is left out ("Ein- und Ausfuhr").
 */
final class Compounds {
    private static final Set<String> TENS =
            Set.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Set<String> ONES =
            Set.of(
                    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first",
                    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");
    private static final Set<String> SECOND_PARTS =
            Set.of(
                    "based",
                    "related",
                    "driven",
                    "specific",
                    "oriented",
                    "level",
                    "term",
                    "quality");

    private static final Set<String> FRENCH_NUMBERS =
            Set.of(
                    "dix",
                    "vingt",
                    "trente",
                    "quarante",
                    "cinquante",
                    "soixante",
                    "quatre",
                    "un",
                    "deux",
                    "trois",
                    "cinq",
                    "six",
                    "sept",
                    "huit",
                    "neuf",
                    "onze",
                    "douze",
                    "treize",
                    "quatorze",
                    "quinze",
                    "seize",
                    "vingts");
    private static final Set<String> FRENCH_PARTICLES = Set.of("ci", "là", "même", "mêmes");
    private static final Set<String> FRENCH_PAIRS =
            Set.of("peut-être", "au-delà", "au-dessus", "au-dessous", "ci-dessus", "ci-dessous");

    /** Words that go on after a part that was left out. */
    private static final Set<String> BETWEEN = Set.of("und", "oder", "bzw", "sowie", "and");

    private Compounds() {}

    /** "Ein- und Ausfuhr": what stands before the hyphen is a word cut short, and a blank follows. */
    static boolean isLeftOut(String second, boolean joinedIsKnown) {
        return BETWEEN.contains(second) && !joinedIsKnown;
    }

    /** @param known whether the document has {@code first} as a word of its own */
    static boolean keepHyphen(String first, String second, boolean known) {
        return TENS.contains(first) && ONES.contains(second)
                || FRENCH_NUMBERS.contains(first) && FRENCH_NUMBERS.contains(second)
                || FRENCH_PARTICLES.contains(second) && first.length() > 2
                || FRENCH_PAIRS.contains(first + "-" + second)
                || known && first.length() > 2 && SECOND_PARTS.contains(second);
    }
}
