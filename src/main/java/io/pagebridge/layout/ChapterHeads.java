package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** "Chapter 3" on a line of its own and the chapter's name below it are one heading. */
final class ChapterHeads {
    static final String LABEL =
            "(?i:chapter|part|appendix|annex|kapitel|teil|anhang|chapitre|partie|annexe|cap\u00EDtulo|parte|capitolo|hoofdstuk)"
                    + "\\s+(?:\\d{1,3}|[IVXLC]{1,7}|[A-Z])[.:]?";
    private static final Pattern ALONE =
            Pattern.compile(LABEL + "|\u7B2C\\s?\\d{1,3}\\s?[\u7AE0\u90E8\u7DE8]");

    /** Distance between the two baselines, in sizes of the larger. */
    private static final double FARTHEST = 4;

    private ChapterHeads() {}

    static List<Block> join(List<Block> blocks) {
        List<Block> result = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            Block above = result.isEmpty() ? null : result.getLast();
            if (above != null && isLabelOf(above, block)) {
                List<Row> rows = new ArrayList<>(above.rows());
                rows.addAll(block.rows());
                result.set(
                        result.size() - 1,
                        new Block(
                                Kind.HEADING,
                                block.frame(),
                                block.page(),
                                block.column(),
                                new Lines(rows),
                                null,
                                block.reason(),
                                block.confidence(),
                                block.level(),
                                null));
            } else {
                result.add(block);
            }
        }
        return result;
    }

    private static boolean isLabelOf(Block label, Block name) {
        if (label.kind() != Kind.HEADING
                || name.kind() != Kind.HEADING
                || label.reason().equals("tags")
                || label.page() != name.page()
                || label.rows().size() > 1
                || name.size() < 0.9 * label.size()) {
            return false;
        }
        double distance = name.first().base() - label.first().base();
        return distance > 0
                && distance < FARTHEST * Math.max(name.size(), label.size())
                && ALONE.matcher(label.text()).matches();
    }
}
