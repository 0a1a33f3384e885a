package io.pagebridge.document;

import java.util.Locale;

/** The unit in which an answer counts its offsets: code points, UTF-16 units or bytes of UTF-8. */
public enum OffsetUnit {
    CODEPOINT,
    UTF16,
    BYTE;

    /** The name used in requests and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many units one code point takes. */
    int width(int codePoint) {
        return switch (this) {
            case CODEPOINT -> 1;
            case UTF16 -> Character.charCount(codePoint);
            case BYTE -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        };
    }
}
