package io.pagebridge.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides which neighbours belong into one chunk. */
final class Glue {
    private final String text;

    Glue(String text) {
        this.text = text;
    }

    List<Bundle> bundles(List<Block> blocks) {
        List<Bundle> bundles = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (i + 1 == blocks.size() || !together(blocks, i)) {
                bundles.add(new Bundle(blocks.subList(from, i + 1)));
                from = i + 1;
            }
        }
        return bundles;
    }

    /** Whether block {@code i} and the one after it belong together. */
    private boolean together(List<Block> blocks, int i) {
        Block block = blocks.get(i);
        Block next = blocks.get(i + 1);
        if (block.isHeading()) {
            return true;
        }
        if (block.kind() == Kind.CAPTION) {
            return next.kind().hasCaption() && belongsToNext(blocks, i);
        }
        if (next.kind() == Kind.CAPTION) {
            return block.kind().hasCaption() && !belongsToNext(blocks, i + 1);
        }
        return block.kind() == Kind.PROSE && next.kind() == Kind.LIST && introduces(block);
    }

    /** A caption between two objects: its table knows it; else those of tables stand above, others below. */
    private boolean belongsToNext(List<Block> blocks, int caption) {
        Block before = caption == 0 ? null : blocks.get(caption - 1);
        Block after = caption + 1 == blocks.size() ? null : blocks.get(caption + 1);
        if (after == null || !after.kind().hasCaption()) {
            return false;
        }
        if (before == null || !before.kind().hasCaption()) {
            return true;
        }
        String words = text.substring(blocks.get(caption).start(), blocks.get(caption).end());
        if (after.table() != null && words.equals(after.table().caption())) {
            return true;
        }
        if (before.table() != null && words.equals(before.table().caption())) {
            return false;
        }
        return words.toLowerCase(Locale.ROOT).startsWith("tab");
    }

    private boolean introduces(Block block) {
        char last = text.charAt(block.end() - 1);
        return last == ':' || last == '：';
    }
}
