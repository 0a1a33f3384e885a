package io.pagebridge.layout;

import io.pagebridge.document.OutlineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The document's outline, asked by a heading's words and place: the same words may stand at several levels. */
final class Outline {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:(?:\\d{1,2}|[A-Z](?=\\.\\d))(?:\\.\\d{1,3})*\\.?|"
                            + ChapterHeads.LABEL
                            + ")\\s+(.*\\p{L}.*)");

    /** How many pages off an entry may lead: a heading at the foot of a page whose text starts on the next. */
    private static final int FARTHEST = 1;

    private final Map<String, List<OutlineEntry>> entries = new HashMap<>();

    Outline(List<OutlineEntry> listed) {
        for (OutlineEntry entry : listed) {
            entries.computeIfAbsent(key(entry.title()), ignored -> new ArrayList<>()).add(entry);
        }
    }

    static String key(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); ) {
            int code = lower.codePointAt(i);
            if (Character.isLetter(code) || isNumeral(code)) {
                key.appendCodePoint(code);
            }
            i += Character.charCount(code);
        }
        return key.toString();
    }

    private static boolean isNumeral(int code) {
        int type = Character.getType(code);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** The level that the outline gives for a heading with or without its number, or null. */
    Integer level(Block block) {
        if (entries.isEmpty()) {
            return null;
        }
        Integer whole = level(block.lines().key(), block.page());
        if (whole != null) {
            return whole;
        }
        Matcher number = NUMBER.matcher(block.text());
        return number.matches() ? level(key(number.group(1)), block.page()) : null;
    }

    private Integer level(String key, int page) {
        OutlineEntry best = null;
        int nearest = FARTHEST + 1;
        for (OutlineEntry entry : entries.getOrDefault(key, List.of())) {
            int distance = entry.page() == null ? FARTHEST : Math.abs(entry.page() - page);
            if (distance < nearest) {
                nearest = distance;
                best = entry;
            }
        }
        return best == null ? null : best.level();
    }
}
