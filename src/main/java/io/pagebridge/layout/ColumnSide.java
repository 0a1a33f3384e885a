package io.pagebridge.layout;

import java.util.ArrayList;
import java.util.List;

/** What stands on one side of a possible gutter, and whether it reads as running text. */
final class ColumnSide {
    private final List<double[]> lines = new ArrayList<>();
    private double min = Double.MAX_VALUE;
    private double max = -Double.MAX_VALUE;
    private int glyphs;
    private int letters;
    private int ideographs;
    private int words;
    private int wide;
    private int entries;

    /** Adds the part of a row left or right of {@code x}; false when there is none. */
    boolean add(Row row, double x, boolean left) {
        double x0 = Double.MAX_VALUE;
        double x1 = -Double.MAX_VALUE;
        double widest = 0;
        double end = 0;
        int count = 0;
        boolean leaders = false;
        for (PageWord word : row.words()) {
            if (word.box().centerX() < x == left) {
                if (count > 0) {
                    widest = Math.max(widest, word.box().x0() - end);
                }
                end = word.box().x1();
                x0 = Math.min(x0, word.box().x0());
                x1 = Math.max(x1, end);
                count++;
                leaders |= Leaders.isLeader(word);
                glyphs += word.glyphs();
                letters += letters(word.text());
                ideographs += ideographs(word.text());
            }
        }
        if (count == 0) {
            return false;
        }
        words += count;
        entries += leaders ? 1 : 0;
        wide += widest > 1.6 * row.size() ? 1 : 0;
        lines.add(new double[] {x0, x1});
        min = Math.min(min, x0);
        max = Math.max(max, x1);
        return true;
    }

    private static int letters(String text) {
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            n += Character.isLetter(text.charAt(i)) ? 1 : 0;
        }
        return n;
    }

    private static int ideographs(String text) {
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            n += Passages.isIdeographic(text.charAt(i)) ? 1 : 0;
        }
        return n;
    }

    int rows() {
        return lines.size();
    }

    int glyphs() {
        return glyphs;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Lines of a table of contents. */
    boolean isContents() {
        return entries >= 3 && entries >= 0.3 * lines.size();
    }

    /** One or two words a line. */
    boolean isLabels() {
        return words < 1.8 * lines.size();
    }

    /** Mostly letters, several words a line, most lines filling the column. */
    boolean isProse() {
        int full = 0;
        for (double[] line : lines) {
            full += line[1] - line[0] > 0.62 * (max - min) ? 1 : 0;
        }
        boolean unspaced = 2 * ideographs > letters;
        boolean longWords = glyphs > 6 * words && words >= 2.2 * lines.size();
        return letters > 0.66 * glyphs
                && (words >= 2.8 * lines.size() || unspaced || longWords)
                && full >= 0.5 * lines.size()
                && wide <= 0.25 * lines.size();
    }
}
