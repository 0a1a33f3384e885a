package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import java.util.Arrays;

/** Recognises a glyph drawn again a hair's breadth beside itself, which is how some programs make bold type. */
final class Duplicates {
    private static final double CELL = 4;
    private static final int LOOK_BACK = 12;

    private final Glyphs glyphs;
    // A hash table of chains: the last glyph seen with a key, and for each glyph the one before it.
    private final int[] last;
    private final int[] before;
    private final int mask;

    Duplicates(Glyphs glyphs) {
        this.glyphs = glyphs;
        int size = Integer.highestOneBit(Math.max(16, glyphs.count())) << 1;
        last = new int[size];
        before = new int[glyphs.count()];
        mask = size - 1;
        Arrays.fill(last, -1);
    }

    /** Whether glyph {@code i} repeats one asked about before. */
    boolean repeats(int i) {
        int code = glyphs.codePoints()[i];
        if (Character.isWhitespace(code)) {
            return false;
        }
        double reach = 0.12 * Math.max(0.1, Math.abs(glyphs.size()[i]));
        double x = glyphs.originX()[i];
        double y = glyphs.originY()[i];
        long lastColumn = cell(x + reach);
        long lastLine = cell(y + reach);
        for (long column = cell(x - reach); column <= lastColumn; column++) {
            for (long line = cell(y - reach); line <= lastLine; line++) {
                if (holdsTwin(slot(code, column, line), i, reach)) {
                    return true;
                }
            }
        }
        int own = slot(code, cell(x), cell(y));
        before[i] = last[own];
        last[own] = i;
        return false;
    }

    private static long cell(double value) {
        return (long) Math.floor(value / CELL);
    }

    private boolean holdsTwin(int slot, int i, double reach) {
        double width = Math.max(0.1, glyphs.x1()[i] - glyphs.x0()[i]);
        double sideways = Math.min(0.3 * width, reach);
        int steps = 0;
        for (int other = last[slot]; other >= 0 && steps < LOOK_BACK; other = before[other]) {
            steps++;
            if (glyphs.codePoints()[other] == glyphs.codePoints()[i]
                    && Math.abs(glyphs.originX()[other] - glyphs.originX()[i]) < sideways
                    && Math.abs(glyphs.originY()[other] - glyphs.originY()[i]) < reach
                    && Math.abs(glyphs.size()[other] - glyphs.size()[i]) < reach
                    && !isExpansion(other, i)) {
                return true;
            }
        }
        return false;
    }

    /** Letters of one ligature come one after the other, and with the same box. */
    private boolean isExpansion(int a, int b) {
        for (int i = a; i < b; i++) {
            if (!glyphs.sameDrawing(i, b)) {
                return false;
            }
        }
        return true;
    }

    private int slot(int code, long column, long line) {
        long hash = (code * 0x9E3779B97F4A7C15L + column) * 0x9E3779B97F4A7C15L + line;
        return (int) (hash * 0x9E3779B97F4A7C15L >>> 40) & mask;
    }
}
