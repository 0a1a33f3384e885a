package io.pagebridge.layout;

import io.pagebridge.document.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pictures at the same place of several pages: logos, ornaments, backgrounds. */
final class RepeatedFigures {
    private static final int FEWEST = 3;
    private static final double SAME = 4;

    private final Map<String, Integer> pages = new HashMap<>();
    private final int fewest;

    RepeatedFigures(List<PageFigures> all) {
        fewest = all.size() == 2 ? 2 : FEWEST;
        for (PageFigures page : all) {
            page.boxes().stream()
                    .map(RepeatedFigures::key)
                    .distinct()
                    .forEach(key -> pages.merge(key, 1, Integer::sum));
        }
    }

    boolean contains(Box box) {
        return pages.getOrDefault(key(box), 0) >= fewest;
    }

    private static String key(Box box) {
        return Math.round(box.x0() / SAME)
                + " "
                + Math.round(box.y0() / SAME)
                + " "
                + Math.round(box.x1() / SAME)
                + " "
                + Math.round(box.y1() / SAME);
    }
}
