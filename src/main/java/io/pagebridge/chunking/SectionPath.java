package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.List;

/**
 * The headings above a place in the document.
 *
 * @param title the document's, or null
 * @param headings outermost first, without the title
 */
record SectionPath(String title, List<String> headings) {
    static final String SEPARATOR = " > ";

    SectionPath {
        headings = List.copyOf(headings);
    }

    /** Title and headings; a first heading that only repeats the title is left out. */
    List<String> names() {
        List<String> names = new ArrayList<>(headings.size() + 1);
        if (title != null) {
            names.add(title);
        }
        for (String heading : headings) {
            if (!(names.size() == 1 && heading.equals(title))) {
                names.add(heading);
            }
        }
        return names;
    }

    /** The names without those last ones, in order, that are the first lines of the text. */
    List<String> above(String text) {
        List<String> names = names();
        for (int from = 0; from < names.size(); from++) {
            if (begins(text, names.subList(from, names.size()))) {
                return names.subList(0, from);
            }
        }
        return names;
    }

    private static boolean begins(String text, List<String> names) {
        int at = 0;
        for (String name : names) {
            int line = Blanks.skip(text, at, text.length());
            int end = line + name.length();
            boolean wholeLine = end == text.length() || text.startsWith("\n", end);
            if (!text.startsWith(name, line) || !wholeLine) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /** The part that holds for both. */
    SectionPath common(SectionPath other) {
        int length = 0;
        int shorter = Math.min(headings.size(), other.headings.size());
        while (length < shorter && headings.get(length).equals(other.headings.get(length))) {
            length++;
        }
        String commonTitle = title != null && title.equals(other.title) ? title : null;
        return new SectionPath(commonTitle, headings.subList(0, length));
    }
}
