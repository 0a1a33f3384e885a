package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbered paragraphs that follow each other are list items; the depth of an item comes from its indent. */
final class Lists {
    private static final int REACH = 12;

    private Lists() {}

    static List<Block> find(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks);
        Map<String, int[]> open = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            Block block = result.get(i);
            if (block.kind() != Kind.PARAGRAPH) {
                continue;
            }
            ListMarker marker = block.lines().marker();
            if (marker == null || block.bold()) {
                continue;
            }
            int[] before = open.get(marker.kind());
            if (before != null && marker.ordinal() == before[1] + 1 && i - before[0] <= REACH) {
                result.set(before[0], item(result.get(before[0])));
                result.set(i, item(block));
            }
            if (marker.ordinal() == 1 || before != null && marker.ordinal() == before[1] + 1) {
                open.put(marker.kind(), new int[] {i, marker.ordinal()});
            }
        }
        return withDepths(result);
    }

    private static Block item(Block block) {
        ListMarker marker = block.lines().marker();
        return marker == null
                ? block
                : block.as(Kind.LIST_ITEM, "sequence", 0.9).withMarker(marker.text(), 1);
    }

    private static List<Block> withDepths(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks.size());
        List<Double> indents = new ArrayList<>();
        for (Block block : blocks) {
            if (block.kind() != Kind.LIST_ITEM) {
                if (block.kind() != Kind.PARAGRAPH || block.rows().size() > 1) {
                    indents.clear();
                }
                result.add(block);
                continue;
            }
            double x =
                    block.first().rightToLeft()
                            ? -block.first().box().x1()
                            : block.first().box().x0();
            while (!indents.isEmpty() && indents.getLast() > x + 3) {
                indents.removeLast();
            }
            if (indents.isEmpty() || x > indents.getLast() + 3) {
                indents.add(x);
            }
            result.add(block.withMarker(block.marker(), indents.size()));
        }
        return result;
    }
}
