package io.pagebridge.document;

/**
 * Translates UTF-16 offsets of one text into another unit. Made in one pass over the text; each answer then looks at
 * no more than {@value #STRIDE} characters. Safe for any thread.
 */
public final class Offsets {
    private static final int STRIDE = 256;

    private final String text;
    private final OffsetUnit unit;

    /** The unit's count before UTF-16 offset {@code i * STRIDE}; null where both are always the same. */
    private final int[] marks;

    /**
     * @param text well-formed UTF-16
     */
    public Offsets(String text, OffsetUnit unit) {
        this.text = text;
        this.unit = unit;
        this.marks = marks(text, unit);
    }

    /**
     * @param utf16 0 to the text's length; inside a surrogate pair it means the pair's start
     */
    public int of(int utf16) {
        if (marks == null) {
            return utf16;
        }
        int mark = utf16 / STRIDE;
        int at = alignedStart(text, mark * STRIDE);
        int count = marks[mark];
        while (at < utf16) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (at <= utf16) {
                count += unit.width(codePoint);
            }
        }
        return count;
    }

    private static int[] marks(String text, OffsetUnit unit) {
        boolean same =
                unit == OffsetUnit.UTF16
                        || unit == OffsetUnit.CODEPOINT
                                && text.codePointCount(0, text.length()) == text.length();
        if (same) {
            return null;
        }
        int[] marks = new int[text.length() / STRIDE + 1];
        int count = 0;
        int at = 0;
        for (int mark = 0; mark < marks.length; mark++) {
            int end = alignedStart(text, mark * STRIDE);
            while (at < end) {
                int codePoint = text.codePointAt(at);
                at += Character.charCount(codePoint);
                count += unit.width(codePoint);
            }
            marks[mark] = count;
        }
        return marks;
    }

    /** Moves an offset inside a surrogate pair to the pair's start. */
    private static int alignedStart(String text, int offset) {
        boolean inside =
                offset > 0
                        && offset < text.length()
                        && Character.isLowSurrogate(text.charAt(offset))
                        && Character.isHighSurrogate(text.charAt(offset - 1));
        return inside ? offset - 1 : offset;
    }
}
