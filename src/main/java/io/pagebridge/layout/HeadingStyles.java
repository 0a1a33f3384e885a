package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The styles of a document's headings. Two styles in which the same words are set as headings are one. */
final class HeadingStyles {
    /** So often one style must stand directly over another before it is put above it against their looks. */
    private static final int FEWEST = 3;

    private static final int CLEARLY = 3;

    /** Letters that a heading must have so that its coming back says something. */
    private static final int SHORTEST = 5;

    private record Pair(HeadingStyle upper, HeadingStyle lower) {}

    private final Map<HeadingStyle, HeadingStyle> same = new HashMap<>();

    HeadingStyles(List<Block> blocks) {
        Map<String, HeadingStyle> firsts = new HashMap<>();
        for (Block block : blocks) {
            String key = block.kind() == Kind.HEADING ? block.lines().key() : "";
            if (key.length() < SHORTEST) {
                continue;
            }
            HeadingStyle style = of(block);
            HeadingStyle first = firsts.putIfAbsent(key, style);
            if (first != null && !of(first).equals(style) && of(first).isAkin(style)) {
                HeadingStyle upper = of(first).compareTo(style) < 0 ? of(first) : style;
                HeadingStyle lower = upper.equals(style) ? of(first) : style;
                same.replaceAll((from, to) -> to.equals(lower) ? upper : to);
                same.put(lower, upper);
            }
        }
    }

    HeadingStyle of(Block block) {
        return of(HeadingStyle.of(block));
    }

    private HeadingStyle of(HeadingStyle style) {
        return same.getOrDefault(style, style);
    }

    /** All of them, the highest first. */
    List<HeadingStyle> ranked(List<Block> blocks) {
        TreeSet<HeadingStyle> byLooks = new TreeSet<>();
        Map<Pair, Integer> stacked = new HashMap<>();
        Block above = null;
        for (Block block : blocks) {
            if (block.kind() == Kind.HEADING) {
                byLooks.add(of(block));
                if (above != null && !of(above).equals(of(block)) && above.page() == block.page()) {
                    stacked.merge(new Pair(of(above), of(block)), 1, Integer::sum);
                }
            }
            above = block.kind() == Kind.HEADING ? block : null;
        }
        List<HeadingStyle> ranked = new ArrayList<>(byLooks);
        for (Map.Entry<Pair, Integer> entry : stacked.entrySet()) {
            Pair pair = entry.getKey();
            int reverse = stacked.getOrDefault(new Pair(pair.lower(), pair.upper()), 0);
            int upper = ranked.indexOf(pair.upper());
            int lower = ranked.indexOf(pair.lower());
            if (upper > lower && entry.getValue() >= Math.max(FEWEST, CLEARLY * reverse)) {
                ranked.add(lower, ranked.remove(upper));
            }
        }
        return ranked;
    }
}
