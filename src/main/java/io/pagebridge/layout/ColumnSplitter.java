package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a page into columns and bands in reading order: a gutter is a white strip with running text on both sides over
 * several rows; what crosses it ends the band. A strip between the columns of a table is none, because there the rows
 * of both sides share their baselines and are no prose.
 */
final class ColumnSplitter {
    private static final int DEEPEST = 6;

    private final int page;
    private final boolean rightToLeft;
    private final List<Region> regions = new ArrayList<>();

    private ColumnSplitter(int page, boolean rightToLeft) {
        this.page = page;
        this.rightToLeft = rightToLeft;
    }

    static List<Region> split(int page, List<PageWord> words) {
        int right = 0;
        int all = 0;
        for (PageWord word : words) {
            right += word.rightToLeft() ? word.glyphs() : 0;
            all += word.glyphs();
        }
        ColumnSplitter splitter = new ColumnSplitter(page, 2 * right > all);
        splitter.split(words, 0);
        return splitter.regions;
    }

    private void split(List<PageWord> words, int depth) {
        if (words.isEmpty()) {
            return;
        }
        List<Row> rows = RowBuilder.rows(page, words);
        Gutter gutter = depth < DEEPEST && rows.size() >= 4 ? GutterFinder.best(rows) : null;
        if (gutter == null) {
            regions.add(new Region(words));
            return;
        }
        List<PageWord> above = new ArrayList<>();
        List<PageWord> left = new ArrayList<>();
        List<PageWord> right = new ArrayList<>();
        List<PageWord> below = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (PageWord word : rows.get(i).words()) {
                if (i < gutter.firstRow()) {
                    above.add(word);
                } else if (i > gutter.lastRow()) {
                    below.add(word);
                } else if (word.box().centerX() < gutter.x()) {
                    left.add(word);
                } else {
                    right.add(word);
                }
            }
        }
        split(above, depth + 1);
        split(rightToLeft ? right : left, depth + 1);
        split(rightToLeft ? left : right, depth + 1);
        split(below, depth + 1);
    }

    /** A vertical cut at {@code x} through the rows from {@code firstRow} to {@code lastRow}. */
    record Gutter(double x, int firstRow, int lastRow, double score) {}
}
