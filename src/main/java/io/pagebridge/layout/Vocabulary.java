package io.pagebridge.layout;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** The words that the document uses inside its lines: decides whether a broken word keeps its hyphen. */
final class Vocabulary {
    private static final int LARGEST = 200_000;

    private final Supplier<List<Row>> rows;
    private Set<String> words;

    private Vocabulary(Supplier<List<Row>> rows) {
        this.rows = rows;
    }

    /** Its words are looked for when the first hyphen asks. One thread. */
    static Vocabulary of(Supplier<List<Row>> rows) {
        return new Vocabulary(rows);
    }

    private Set<String> words() {
        if (words == null) {
            words = new HashSet<>();
            for (Row row : rows.get()) {
                // The last word of a row may be half a word, the first one the other half.
                for (int i = 1; i + 1 < row.words().size(); i++) {
                    add(row.words().get(i).text());
                }
            }
        }
        return words;
    }

    private void add(String word) {
        if (words.size() < LARGEST && word.length() > 2) {
            words.add(bare(word));
        }
    }

    boolean prefersHyphen(String head, String tail) {
        String first = bare(head);
        String second = bare(tail);
        Set<String> known = words();
        if (known.contains(first + second)) {
            return false;
        }
        boolean bothWords =
                first.length() > 3
                        && second.length() > 3
                        && known.contains(first)
                        && known.contains(second);
        return bothWords
                || known.contains(first + "-" + second)
                || first.contains("-")
                || Compounds.keepHyphen(first, second, known.contains(first));
    }

    /** Whether the hyphen stands for a part of a word that comes later, as in "pre- and postwar". */
    boolean isLeftOut(String head, String tail) {
        String second = bare(tail);
        return Compounds.isLeftOut(second, words().contains(bare(head) + second));
    }

    /** Nothing to strip and nothing to make small, as most words. */
    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private static String bare(String word) {
        if (isPlain(word)) {
            return word;
        }
        int start = 0;
        int end = word.length();
        while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
