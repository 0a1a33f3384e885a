package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives every heading its level: by the outline, by its style among all styles, by the depth of its number. */
final class HeadingLevels {
    private static final Pattern DECIMAL = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})*)\\.?\\s.*");
    private static final int DEEPEST = 6;

    /** From this many headings on, a style that is used once says nothing about the levels of others. */
    private static final int MANY = 8;

    private final List<Block> headings = new ArrayList<>();
    private final Outline outline;
    private final HeadingStyles styles;
    private final Map<HeadingStyle, Integer> levels = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** Level of the style that most headings with two numbers have. */
    private int numberedSecond = DEEPEST;

    private final int numberedTop;

    /** So many headings of one style must be missing in an outline before it seems to leave them out on purpose. */
    private static final int LEFT_OUT = 3;

    /** Styles of which the outline or the tags, which name most headings, leave many out: those stand below. */
    private final Set<HeadingStyle> leftOut = new HashSet<>();

    /** A heading that others may stand under, with the level that its style usually has. */
    private record Open(int usual, int level, boolean stated) {}

    private HeadingLevels(List<Block> blocks, Outline outline) {
        this.outline = outline;
        this.styles = new HeadingStyles(blocks);
        for (Block block : blocks) {
            if (block.kind() == Kind.HEADING) {
                headings.add(block);
            }
        }
        rank(styles.ranked(blocks));
        numberedTop = numberedTop();
        noteLeftOut();
    }

    private void noteLeftOut() {
        Map<HeadingStyle, Integer> missing = new HashMap<>();
        Map<HeadingStyle, Integer> uses = new HashMap<>();
        int named = 0;
        for (Block block : headings) {
            HeadingStyle style = styles.of(block);
            uses.merge(style, 1, Integer::sum);
            if (stated(block) != null) {
                named++;
            } else {
                missing.merge(style, 1, Integer::sum);
            }
        }
        if (2 * named < headings.size()) {
            return;
        }
        missing.forEach(
                (style, count) -> {
                    if (count >= LEFT_OUT && 4 * count >= uses.get(style)) {
                        leftOut.add(style);
                    }
                });
    }

    static List<Block> assign(List<Block> blocks, Outline outline) {
        HeadingLevels levels = new HeadingLevels(blocks, outline);
        List<Block> result = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            result.add(
                    block.kind() == Kind.HEADING
                            ? block.withLevel(Math.clamp(levels.next(block), 1, DEEPEST))
                            : block);
        }
        return result;
    }

    /** The level of the next heading: one below the heading it stands under; levels are not skipped. */
    private int next(Block block) {
        int usual = usual(block);
        Integer stated = stated(block);
        boolean below = stated == null && leftOut.contains(styles.of(block));
        while (!open.isEmpty()
                && open.peek().usual() >= usual
                && !(below && open.peek().stated() && open.peek().usual() == usual)) {
            open.pop();
        }
        int level = usual;
        if (stated != null) {
            level = stated;
        } else if (!open.isEmpty()) {
            level = open.peek().level() + 1;
        }
        open.push(new Open(usual, level, stated != null));
        return level;
    }

    private int usual(Block block) {
        int depth = depth(block);
        int byStyle = levels.get(styles.of(block));
        // "1. Scope" in smaller type than "2.1" is a numbered point inside it.
        boolean point = depth == 1 && byStyle > numberedSecond;
        return depth > 0 && numberedTop > 0 && !point ? numberedTop + depth - 1 : byStyle;
    }

    /** The level that tags or the outline give, or null. */
    private Integer stated(Block block) {
        if (isTagged(block)) {
            return block.level();
        }
        return outline.level(block);
    }

    private static boolean isTagged(Block block) {
        return block.reason().equals("tags") && block.level() > 0;
    }

    /** How many numbers a heading such as "2.1.3 Method" has, 0 for none. */
    private static int depth(Block block) {
        Matcher number = DECIMAL.matcher(block.text());
        return number.matches()
                ? 1 + (int) number.group(1).chars().filter(c -> c == '.').count()
                : 0;
    }

    /** A style takes the level that most of its tagged or listed headings have, else the next one. */
    private void rank(List<HeadingStyle> ranked) {
        Map<HeadingStyle, Map<Integer, Integer>> votes = new HashMap<>();
        Map<HeadingStyle, Integer> uses = new HashMap<>();
        for (Block block : headings) {
            HeadingStyle style = styles.of(block);
            uses.merge(style, 1, Integer::sum);
            Integer listed = stated(block);
            if (listed != null) {
                votes.computeIfAbsent(style, ignored -> new HashMap<>())
                        .merge(listed, 1, Integer::sum);
            }
        }
        int level = 0;
        for (HeadingStyle style : ranked) {
            int own = most(votes.getOrDefault(style, Map.of()), level + 1);
            levels.put(style, own);
            boolean counts =
                    votes.containsKey(style) || headings.size() <= MANY || uses.get(style) > 1;
            level = counts ? Math.max(level, own) : level;
        }
    }

    private static int most(Map<Integer, Integer> votes, int otherwise) {
        int best = otherwise;
        int most = 0;
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                best = vote.getKey();
            }
        }
        return best;
    }

    /**
     * Level of headings with one number, where deeper numbers show that numbers mean depth; else 0. A date or another
     * number at the start of a line set smaller than the headings "1.1" is none of them.
     */
    private int numberedTop() {
        Map<Integer, Integer> tops = new HashMap<>();
        Map<Integer, Integer> seconds = new HashMap<>();
        boolean deeper = false;
        for (Block block : headings) {
            int depth = depth(block);
            deeper |= depth > 1;
            if (depth == 1 || depth == 2) {
                (depth == 1 ? tops : seconds).merge(levels.get(styles.of(block)), 1, Integer::sum);
            }
        }
        int second = most(seconds, DEEPEST);
        numberedSecond = second;
        tops.keySet().removeIf(level -> level > second);
        return deeper ? most(tops, seconds.isEmpty() ? 1 : Math.max(1, second - 1)) : 0;
    }
}
