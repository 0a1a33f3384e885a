package io.pagebridge.chunking;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts byte-pair tokens exactly as the models do, word by word, remembering the words it has met.
 *
 * <p>Both encodings cut a text into pieces before they merge bytes, and a single blank between two other characters
 * always begins a piece, so counts of the pieces between such blanks add up. Each piece's count is kept in a table of
 * fixed size where a newer one replaces an older one; entries are immutable, so a race costs a second count at most.
 * Special tokens are read as plain text.
 */
final class BytePairCounter implements TokenCounter {
    private static final int SLOTS = 1 << 15;
    private static final int LONGEST_REMEMBERED = 32;

    /** Longer runs without a blank are counted in windows; the sum is then an estimate. */
    private static final int WINDOW = 4096;

    private final Encoding encoding;
    private final Piece[] remembered = new Piece[SLOTS];

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
            if (at > piece && beginsPiece(text, at, start, end)) {
                tokens += countPiece(text, piece, at, hash);
                piece = at;
                hash = 0;
            }
            hash = 31 * hash + text.charAt(at);
        }
        return piece < end ? tokens + countPiece(text, piece, end, hash) : tokens;
    }

    private static boolean beginsPiece(String text, int at, int start, int end) {
        return text.charAt(at) == ' '
                && at > start
                && at + 1 < end
                && !Blanks.isBlank(text.charAt(at - 1))
                && !Blanks.isBlank(text.charAt(at + 1));
    }

    private int countPiece(String text, int start, int end, int hash) {
        int length = end - start;
        if (length > LONGEST_REMEMBERED) {
            return countWindows(text, start, end);
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
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
