package io.pagebridge.layout;

import java.text.Normalizer;

/** Turns code points as fonts give them into plain text: composed, without ligatures and invisible fillers. */
final class Hygiene {
    private Hygiene() {}

    static boolean isBlank(int code) {
        return code <= 0x20
                || code == 0xA0
                || code == 0x3000
                || code >= 0x2000 && code <= 0x200A
                || code == 0x202F
                || code == 0x205F
                || code == 0x1680
                || code >= 0x7F && code <= 0x9F && code != 0x85
                || code == 0x85;
    }

    /** Code points that take no part in the text: soft hyphen, zero width space, byte order mark, noncharacters. */
    static boolean isDropped(int code) {
        return code == 0xAD
                || code == 0x200B
                || code == 0x2060
                || code == 0xFEFF
                || code == 0xFFFE
                || code == 0xFFFF
                || code == 0x200E
                || code == 0x200F
                || code >= 0x202A && code <= 0x202E
                || code >= 0x2066 && code <= 0x2069
                || code > 0x10FFFF
                || code >= 0xD800 && code <= 0xDFFF;
    }

    static String clean(StringBuilder raw) {
        boolean plain = true;
        for (int i = 0; i < raw.length(); i++) {
            plain &= raw.charAt(i) < 0x80;
        }
        if (plain) {
            return raw.toString();
        }
        StringBuilder text = new StringBuilder(raw.length() + 4);
        raw.codePoints().forEach(code -> append(text, code));
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder text, int code) {
        if (code >= 0xFB00 && code <= 0xFB06
                || code >= 0xFB1D && code <= 0xFDFB
                || code >= 0xFE70 && code <= 0xFEFC
                || code >= 0x2E80 && code <= 0x2FDF) {
            // Presentation forms and radicals stand for letters that have a code point of their
            // own.
            text.append(Normalizer.normalize(Character.toString(code), Normalizer.Form.NFKC));
        } else if (!isDropped(code)) {
            text.appendCodePoint(code);
        }
    }
}
