package io.pagebridge.chunking;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where the headings and the title stand in the text. Ids ask for the nearest one and not for the path: a page inserted
 * in front may make a heading of the title, or change the levels, and what stands below has not changed for that.
 */
final class Landmarks {
    private final NavigableMap<Integer, String> names = new TreeMap<>();

    Landmarks(String text, List<Block> blocks) {
        for (Block block : blocks) {
            if (block.isHeading()) {
                names.put(block.start(), text.substring(block.start(), block.end()));
            }
        }
    }

    /** The last heading before that place; empty where there is none, or where one begins. */
    String above(int start) {
        Map.Entry<Integer, String> nearest = names.floorEntry(start);
        return nearest == null || nearest.getKey() == start ? "" : nearest.getValue();
    }
}
