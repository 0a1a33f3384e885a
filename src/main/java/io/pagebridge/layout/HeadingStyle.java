package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a heading is set: larger type stands above smaller; of one size bold above plain, capitals above small letters,
 * upright above slanted.
 *
 * @param halfPoints size of its type
 */
record HeadingStyle(long halfPoints, boolean bold, boolean capitals, boolean italic)
        implements Comparable<HeadingStyle> {

    /** So often one style must stand directly over another before it is put above it against their looks. */
    private static final int FEWEST = 3;

    private static final int CLEARLY = 3;

    private record Pair(HeadingStyle upper, HeadingStyle lower) {}

    static HeadingStyle of(Block block) {
        return block.lines().style();
    }

    static HeadingStyle of(Lines lines) {
        String text = lines.text();
        // One short word may be an acronym.
        boolean acronym = text.length() < 6 && text.indexOf(' ') < 0;
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT)) && !acronym;
        return new HeadingStyle(
                Math.round(lines.size() * 2),
                lines.isBold(),
                capitals,
                lines.rows().getFirst().italic());
    }

    @Override
    public int compareTo(HeadingStyle other) {
        int size = Long.compare(other.halfPoints, halfPoints);
        return size != 0 ? size : Integer.compare(other.looks(), looks());
    }

    private int looks() {
        return (bold ? 4 : 0) + (capitals ? 2 : 0) + (italic ? 0 : 1);
    }

    /** All styles of headings, the highest first. */
    static List<HeadingStyle> ranked(List<Block> blocks) {
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
