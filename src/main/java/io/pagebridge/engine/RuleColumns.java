package io.pagebridge.engine;

import io.pagebridge.document.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks the path columns of {@link PageContentDecoder}'s format. */
final class RuleColumns {
    private static final int STROKED = 1;
    private static final int FILLED = 2;
    private static final int COVERS = 4;

    private RuleColumns() {}

    /**
     * Takes the columns of {@code m} paths from {@code in}, whose remaining length the caller has checked.
     *
     * @param orderAt where their places in the order of painting stand, or -1
     */
    static List<Rule> read(ByteBuffer in, int m, int orderAt) {
        byte[] kind = new byte[m];
        byte[] paint = new byte[m];
        in.get(kind);
        in.get(paint);
        float[][] side = new float[5][m];
        for (float[] column : side) {
            in.asFloatBuffer().get(column);
            in.position(in.position() + m * Float.BYTES);
        }
        int[][] colour = new int[2][m];
        for (int[] column : colour) {
            in.asIntBuffer().get(column);
            in.position(in.position() + m * Integer.BYTES);
        }
        Rule.Kind[] kinds = Rule.Kind.values();
        List<Rule> rules = new ArrayList<>(m);
        for (int i = 0; i < m; i++) {
            if (kind[i] < 0 || kind[i] >= kinds.length) {
                throw new UntrustedContentException("path %d: kind %d".formatted(i, kind[i]));
            }
            for (float[] column : side) {
                if (!(Math.abs(column[i]) <= ContentLimits.FARTHEST)) {
                    throw new UntrustedContentException(
                            "path %d: a coordinate is out of range".formatted(i));
                }
            }
            rules.add(
                    new Rule(
                            kinds[kind[i]],
                            (paint[i] & STROKED) != 0,
                            (paint[i] & FILLED) != 0,
                            side[0][i],
                            side[1][i],
                            side[2][i],
                            side[3][i],
                            side[4][i],
                            colour[0][i],
                            colour[1][i],
                            (paint[i] & COVERS) != 0 && orderAt >= 0
                                    ? in.getInt(orderAt + i * Integer.BYTES)
                                    : 0));
        }
        return rules;
    }
}
