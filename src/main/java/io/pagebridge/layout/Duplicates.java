package io.pagebridge.layout;

import io.pagebridge.document.Glyphs;
import java.util.HashMap;
import java.util.Map;

/** Recognises a glyph drawn again a hair's breadth beside itself, which is how some programs make bold type. */
final class Duplicates {
    private static final double CELL = 4;
    private static final int LOOK_BACK = 8;

    private final Glyphs glyphs;
    private final Map<Long, int[]> seen = new HashMap<>();

    Duplicates(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    /** Whether glyph {@code i} repeats one asked about before. */
    boolean repeats(int i) {
        int code = glyphs.codePoints()[i];
        if (Character.isWhitespace(code)) {
            return false;
        }
        double x = glyphs.originX()[i];
        double y = glyphs.originY()[i];
        long column = (long) Math.floor(x / CELL);
        long line = (long) Math.floor(y / CELL);
        for (long dx = -1; dx <= 1; dx++) {
            for (long dy = -1; dy <= 1; dy++) {
                int[] bucket = seen.get(key(code, column + dx, line + dy));
                if (bucket != null && holdsTwin(bucket, i)) {
                    return true;
                }
            }
        }
        int[] own =
                seen.computeIfAbsent(key(code, column, line), ignored -> new int[LOOK_BACK + 1]);
        own[1 + own[0] % LOOK_BACK] = i;
        own[0]++;
        return false;
    }

    private boolean holdsTwin(int[] bucket, int i) {
        double size = Math.max(0.1, Math.abs(glyphs.size()[i]));
        double width = Math.max(0.1, Math.min(size, glyphs.x1()[i] - glyphs.x0()[i]));
        for (int k = 1; k <= Math.min(bucket[0], LOOK_BACK); k++) {
            int other = bucket[k];
            if (other == i - 1 && isExpansion(other, i)) {
                continue;
            }
            double dx = Math.abs(glyphs.originX()[other] - glyphs.originX()[i]);
            double dy = Math.abs(glyphs.originY()[other] - glyphs.originY()[i]);
            double sizes = Math.abs(glyphs.size()[other] - glyphs.size()[i]);
            if (dx < Math.min(0.3 * width, 0.12 * size) && dy < 0.12 * size && sizes < 0.1 * size) {
                return true;
            }
        }
        return false;
    }

    /** Two letters of one ligature come with the same box. */
    private boolean isExpansion(int a, int b) {
        return glyphs.originX()[a] == glyphs.originX()[b]
                && glyphs.originY()[a] == glyphs.originY()[b]
                && glyphs.x0()[a] == glyphs.x0()[b]
                && glyphs.x1()[a] == glyphs.x1()[b];
    }

    private static long key(int code, long column, long line) {
        return code * 1_000_003L ^ (column & 0xFFFFFFL) << 40 ^ (line & 0xFFFFL) << 24;
    }
}
