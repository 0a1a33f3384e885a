package io.pagebridge.layout;

import io.pagebridge.document.OutlineEntry;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives every heading its level: by the outline, by the depth of its number, else by its style among all styles. */
final class HeadingLevels {
    private static final Pattern DECIMAL = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})*)\\.?\\s.*");
    private static final int DEEPEST = 6;

    private HeadingLevels() {}

    static List<Block> assign(List<Block> blocks, List<OutlineEntry> entries) {
        Map<String, Integer> outline = new HashMap<>();
        for (OutlineEntry entry : entries) {
            outline.putIfAbsent(Headings.key(entry.title()), entry.level());
        }
        Map<Long, Integer> styles = styles(blocks, outline);
        List<Block> result = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            if (block.kind() != Kind.HEADING) {
                result.add(block);
                continue;
            }
            if (block.reason().equals("tags") && block.level() > 0) {
                result.add(block);
                continue;
            }
            Integer level = outline.get(Headings.key(block.text()));
            if (level == null) {
                level = styles.get(style(block));
            }
            result.add(block.withLevel(Math.clamp(level == null ? 1 : level, 1, DEEPEST)));
        }
        return result;
    }

    /** Larger type is higher; of one size, bold is higher than plain. A style whose numbers agree on a depth keeps it. */
    private static Map<Long, Integer> styles(List<Block> blocks, Map<String, Integer> outline) {
        TreeSet<Long> order = new TreeSet<>((a, b) -> Long.compare(b, a));
        Map<Long, Map<Integer, Integer>> votes = new HashMap<>();
        for (Block block : blocks) {
            if (block.kind() != Kind.HEADING) {
                continue;
            }
            long style = style(block);
            order.add(style);
            Integer listed = outline.get(Headings.key(block.text()));
            Matcher number = DECIMAL.matcher(block.text());
            if (block.reason().equals("tags") && block.level() > 0) {
                vote(votes, style, block.level(), 2);
            } else if (listed != null) {
                vote(votes, style, listed, 2);
            } else if (number.matches()) {
                vote(
                        votes,
                        style,
                        1 + (int) number.group(1).chars().filter(c -> c == '.').count(),
                        1);
            }
        }
        Map<Long, Integer> levels = new HashMap<>();
        int level = 0;
        for (long style : order) {
            Map<Integer, Integer> own = votes.get(style);
            int next = level + 1;
            if (own != null) {
                int best = next;
                int most = 1;
                for (Map.Entry<Integer, Integer> vote : own.entrySet()) {
                    if (vote.getValue() > most) {
                        most = vote.getValue();
                        best = vote.getKey();
                    }
                }
                next = best;
            }
            levels.put(style, next);
            level = Math.max(level, next);
        }
        return levels;
    }

    private static void vote(
            Map<Long, Map<Integer, Integer>> votes, long style, int level, int weight) {
        votes.computeIfAbsent(style, ignored -> new HashMap<>()).merge(level, weight, Integer::sum);
    }

    private static long style(Block block) {
        String text = block.text();
        boolean capitals = text.equals(text.toUpperCase(java.util.Locale.ROOT));
        long size = Math.round(block.size() * 2);
        return size << 2 | (block.bold() ? 2 : 0) | (capitals ? 1 : 0);
    }
}
