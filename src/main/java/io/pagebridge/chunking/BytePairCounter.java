package io.pagebridge.chunking;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts byte-pair tokens exactly as the models do, word by word, remembering the words it has met.
 *
 * <p>Both encodings cut a text into pieces before they merge bytes, always at certain places (before a single
 * blank between two other characters, around digits, after a word), so counts of what lies between such places add up. Each piece's count is kept in a table of
 * fixed size where a newer one replaces an older one; entries are immutable, so a race costs a second count at most.
 * Special tokens are read as plain text.
 */
final class BytePairCounter implements TokenCounter {
    private static final int SLOTS = 1 << 15;
    private static final int LONGEST_REMEMBERED = 32;

    /** Seven bits each; the count takes the eighth byte. */
    private static final int LONGEST_PACKED = 8;

    private static final int COUNT_BITS = 8;

    /** Every number of up to so many digits is one token, longer ones are cut from the left. */
    private static final int LONGEST_NUMBER = 3;

    /** Longer runs without a blank are counted in windows; the sum is then an estimate. */
    private static final int WINDOW = 4096;

    private final Encoding encoding;
    private final Piece[] remembered = new Piece[SLOTS];

    /** Short ASCII pieces, most of all: text and count in one number, so that no reader sees half of an entry. */
    private final long[] shortOnes = new long[SLOTS];

    private record Piece(String text, int tokens) {}

    BytePairCounter(EncodingType type) {
        this.encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
    }

    @Override
    public int count(String text, int start, int end) {
        int tokens = 0;
        int piece = start;
        int hash = 0;
        for (int at = start; at < end; at++) {
            char unit = text.charAt(at);
            if (at > start && beginsPiece(text.charAt(at - 1), unit, text, at, piece, end)) {
                tokens += countPiece(text, piece, at, hash);
                piece = at;
                hash = 0;
            }
            hash = 31 * hash + unit;
        }
        return piece < end ? tokens + countPiece(text, piece, end, hash) : tokens;
    }

    /** Before a single blank. */
    @Override
    public int nextCut(String text, int from) {
        int at = text.indexOf(' ', Math.max(1, from));
        while (at > 0 && at + 1 < text.length()) {
            if (!Blanks.isBlank(text.charAt(at - 1)) && !Blanks.isBlank(text.charAt(at + 1))) {
                return at;
            }
            at = text.indexOf(' ', at + 1);
        }
        return -1;
    }

    @Override
    public boolean cutsAfterLine(char next) {
        return isLetter(next) || isDigit(next);
    }

    /** Whether both encodings always cut before {@code unit}; no is always a safe answer. */
    private static boolean beginsPiece(
            char before, char unit, String text, int at, int piece, int end) {
        if (unit == ' ') {
            return at + 1 < end && !Blanks.isBlank(before) && !Blanks.isBlank(text.charAt(at + 1));
        }
        if (before >= 0x80 || unit >= 0x80 || unit < ' ') {
            return false;
        }
        if (isDigit(before) != isDigit(unit)) {
            return isDigit(before) || before > ' ' || (before == ' ' && piece == at - 1);
        }
        return isLetter(before) && unit > ' ' && unit != '\'' && !isLetter(unit);
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    private static boolean isLetter(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    private int countPiece(String text, int start, int end, int hash) {
        int length = end - start;
        if (isDigit(text.charAt(start)) && length <= LONGEST_NUMBER && isNumber(text, start, end)) {
            return 1;
        }
        if (length > LONGEST_REMEMBERED) {
            return countWindows(text, start, end);
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        long packed = length <= LONGEST_PACKED ? packed(text, start, end) : 0;
        if (packed != 0) {
            return countShort(text, start, end, slot, packed);
        }
        Piece known = remembered[slot];
        if (known != null
                && known.text.length() == length
                && text.regionMatches(start, known.text, 0, length)) {
            return known.tokens;
        }
        String piece = text.substring(start, end);
        int tokens = encoding.countTokensOrdinary(piece);
        remembered[slot] = new Piece(piece, tokens);
        return tokens;
    }

    private int countShort(String text, int start, int end, int slot, long packed) {
        long known = shortOnes[slot];
        if (known >>> COUNT_BITS == packed) {
            return (int) known & ((1 << COUNT_BITS) - 1);
        }
        int tokens = encoding.countTokensOrdinary(text.substring(start, end));
        shortOnes[slot] = packed << COUNT_BITS | tokens;
        return tokens;
    }

    /** Zero for what is not ASCII. */
    private static long packed(String text, int start, int end) {
        long packed = 0;
        for (int at = start; at < end; at++) {
            char unit = text.charAt(at);
            if (unit == 0 || unit >= 0x80) {
                return 0;
            }
            packed = packed << 7 | unit;
        }
        return packed;
    }

    private static boolean isNumber(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private int countWindows(String text, int start, int end) {
        int tokens = 0;
        for (int from = start; from < end; ) {
            int to = Math.min(end, from + WINDOW);
            if (to < end && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            tokens += encoding.countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return tokens;
    }
}
