package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts what does not fit into a chunk, as coarsely as it can: a part is cut more finely only where it is still larger
 * than the limit. Parts leave out nothing but blanks.
 */
final class Splitter {
    private final String text;
    private final TokenSums sums;
    private final Locale locale;

    /**
     * @param language BCP 47, or null
     */
    Splitter(String text, TokenSums sums, String language) {
        this.text = text;
        this.sums = sums;
        this.locale = language == null ? Locale.ROOT : Locale.forLanguageTag(language);
    }

    /** A slice and its tokens. */
    record Part(int start, int end, int tokens) {}

    List<Part> split(int start, int end, Grain grain, int limit) {
        int whole = sums.count(start, end);
        if (Blanks.skip(text, start, end) == end) {
            return List.of();
        }
        if (whole <= limit) {
            return List.of(new Part(start, end, whole));
        }
        List<Part> parts = new ArrayList<>();
        split(start, end, grain, Math.max(1, limit), parts);
        parts.removeIf(part -> Blanks.skip(text, part.start(), part.end()) == part.end());
        return parts;
    }

    /** Each line by itself: what is read as a row or a line of code is cut only if no chunk could hold it. */
    List<Part> lines(int start, int end, int limit) {
        List<Part> parts = new ArrayList<>();
        split(start, end, Grain.LINE, limit, parts);
        parts.removeIf(part -> Blanks.skip(text, part.start(), part.end()) == part.end());
        return parts;
    }

    private void split(int start, int end, Grain grain, int limit, List<Part> parts) {
        int from = start;
        List<Integer> cuts = grain.cuts(text, start, end, locale);
        int packed = -1;
        for (int i = 0; i <= cuts.size(); i++) {
            int to = i < cuts.size() ? cuts.get(i) : end;
            int cost = sums.count(from, to);
            if (cost > limit && grain != Grain.CODE_POINT) {
                split(from, to, grain.finer(), limit, parts);
                packed = -1;
            } else if (packed >= 0 && grain.ordinal() > Grain.SENTENCE.ordinal()) {
                packed = join(parts, to, cost, limit);
            } else {
                parts.add(new Part(from, to, cost));
                packed = parts.size() - 1;
            }
            from = to;
        }
    }

    /** Lets small neighbours of a fine grain be one part. */
    private int join(List<Part> parts, int to, int cost, int limit) {
        Part last = parts.getLast();
        if (last.tokens() + cost <= limit) {
            parts.set(parts.size() - 1, new Part(last.start(), to, last.tokens() + cost));
        } else {
            parts.add(new Part(last.end(), to, cost));
        }
        return parts.size() - 1;
    }
}
