package io.pagebridge.layout;

import java.util.Set;

/**
 * English compounds that keep their hyphen inside a line, and so at the end of one: numbers from twenty-one to ninety-nine,
 * and adjectives like fee-based. From the hyphenation table of the Chicago Manual of Style (7.89).
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

    private Compounds() {}

    /** @param known whether the document has {@code first} as a word of its own */
    static boolean keepHyphen(String first, String second, boolean known) {
        return TENS.contains(first) && ONES.contains(second)
                || known && first.length() > 2 && SECOND_PARTS.contains(second);
    }
}
