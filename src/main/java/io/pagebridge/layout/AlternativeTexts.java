package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Page;
import io.pagebridge.document.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the tags say about the figures of a page. The tags do not tell where a picture stands: theirs is the order, and
 * where there are fewer of them than pictures, the larger ones are meant.
 */
final class AlternativeTexts {
    private static final int LONGEST = 2_000;

    /** Names of files, and what programs write when nobody has said anything. */
    private static final Pattern EMPTY =
            Pattern.compile(
                    "(?is)\\W*|\\S*\\.(png|jpe?g|gif|tiff?|bmp|svg|eps|emf|wmf|pdf)|[a-z]:\\\\.*|(the |an? )?"
                            + "(image|picture|photo|figure|graphic|chart|diagram|logo|icon|decorative|artifact|bild|grafik|abbildung)"
                            + "(\\W|\\d)*");

    /** So many letters say more than that there is a picture. */
    private static final int FEWEST = 12;

    private AlternativeTexts() {}

    static Map<Box, String> of(Page page, List<Box> boxes) {
        List<String> texts = new ArrayList<>();
        boolean any = false;
        for (Tag tag : page.tags()) {
            if (tag.type().equals("Figure")) {
                texts.add(useful(tag.alternate()));
                any |= texts.getLast() != null;
            }
        }
        if (!any || texts.size() > boxes.size()) {
            return Map.of();
        }
        List<Box> meant =
                boxes.stream()
                        .sorted(Comparator.comparingDouble(Box::area).reversed())
                        .limit(texts.size())
                        .sorted(Comparator.comparingInt(boxes::indexOf))
                        .toList();
        Map<Box, String> result = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) != null) {
                result.put(meant.get(i), texts.get(i));
            }
        }
        return result;
    }

    private static String useful(String text) {
        if (text == null || text.length() > 16 * LONGEST) {
            return null;
        }
        String plain = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
        if (plain.length() > LONGEST) {
            plain = plain.substring(0, plain.offsetByCodePoints(0, LONGEST / 2)) + "…";
        }
        long letters = plain.codePoints().filter(Character::isLetter).count();
        return letters < FEWEST || EMPTY.matcher(plain).matches() ? null : plain;
    }
}
