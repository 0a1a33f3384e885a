package io.pagebridge.hook;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.document.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Characters of a document's text that the hook has covered, in whatever chunk. Every code point stays one code point:
 * offsets in code points do not move. Those in UTF-16 do where one was covered by another of another width, and then
 * {@link #at} tells where to. Immutable.
 */
final class Redaction {
    static final Redaction NONE = new Redaction(null, new int[0], new int[0], Map.of());

    private final String text;
    private final int[] moved;
    private final int[] shift;

    /** What was covered, each run of characters, and by what. */
    final Map<String, String> covered;

    private Redaction(String text, int[] moved, int[] shift, Map<String, String> covered) {
        this.text = text;
        this.moved = moved;
        this.shift = shift;
        this.covered = covered;
    }

    static Redaction of(String text, List<Chunk> chunks, List<Edit> edits) {
        int[] cover = null;
        for (Edit edit : edits) {
            if (edit.text() != null) {
                cover = cover == null ? new int[text.length()] : cover;
                lay(text, chunks.get(edit.index()).start(), edit.text(), cover);
            }
        }
        return cover == null ? NONE : of(text, cover);
    }

    /** Where two chunks cover the same character, the first one's sign stands. */
    private static void lay(String text, int start, String over, int[] cover) {
        int at = start;
        for (int i = 0; i < over.length(); ) {
            int before = text.codePointAt(at);
            int after = over.codePointAt(i);
            if (before != after && cover[at] == 0) {
                cover[at] = after == 0 ? '\ufffd' : after;
            }
            at += Character.charCount(before);
            i += Character.charCount(after);
        }
    }

    private static Redaction of(String text, int[] cover) {
        StringBuilder covered = new StringBuilder(text.length());
        List<int[]> moves = new ArrayList<>();
        Map<String, String> runs = new LinkedHashMap<>();
        int run = -1;
        int runCovered = 0;
        for (int at = 0; at < text.length(); ) {
            int before = text.codePointAt(at);
            boolean hidden = cover[at] != 0;
            if (hidden && run < 0) {
                run = at;
                runCovered = covered.length();
            } else if (!hidden && run >= 0) {
                runs.putIfAbsent(text.substring(run, at), covered.substring(runCovered));
                run = -1;
            }
            int after = hidden ? cover[at] : before;
            covered.appendCodePoint(after);
            at += Character.charCount(before);
            if (Character.charCount(before) != Character.charCount(after)) {
                moves.add(new int[] {at, covered.length() - at});
            }
        }
        if (run >= 0) {
            runs.putIfAbsent(text.substring(run), covered.substring(runCovered));
        }
        return new Redaction(
                covered.toString(),
                moves.stream().mapToInt(move -> move[0]).toArray(),
                moves.stream().mapToInt(move -> move[1]).toArray(),
                runs);
    }

    boolean isEmpty() {
        return text == null;
    }

    /** Where an offset of the old text is in the new one. */
    int at(int offset) {
        int found = Arrays.binarySearch(moved, offset);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? offset : offset + shift[last];
    }

    /** The new text between two offsets of the old one. */
    String slice(int start, int end) {
        return text.substring(at(start), at(end));
    }

    /** One sign in place of each covered run; not a slice of the text any more. */
    String shortened(String covering) {
        String shorter = covering;
        List<String> longestFirst =
                covered.values().stream()
                        .distinct()
                        .sorted((a, b) -> b.length() - a.length())
                        .toList();
        for (String signs : longestFirst) {
            shorter = shorter.replace(signs, signs.substring(0, signs.offsetByCodePoints(0, 1)));
        }
        return shorter;
    }

    /** @param elements as {@link CoveredElements} left them, by index */
    CanonicalText apply(CanonicalText before, CoveredElements elements) {
        return new CanonicalText(
                before.title(),
                before.language(),
                text,
                before.spans().stream()
                        .map(
                                span ->
                                        new CanonicalText.Span(
                                                span.index(),
                                                elements.of(span.index()),
                                                at(span.start()),
                                                at(span.end()),
                                                span.firstWord(),
                                                span.lastWord()))
                        .toList(),
                words(before.words(), 0),
                before.pages().stream()
                        .map(
                                page ->
                                        new CanonicalText.PageSpan(
                                                page.number(), at(page.start()), at(page.end())))
                        .toList());
    }

    /** @param origin where in the old text the words' offsets begin */
    List<PlacedWord> words(List<PlacedWord> words, int origin) {
        List<PlacedWord> covered = new ArrayList<>(words.size());
        for (PlacedWord placed : words) {
            int start = origin + placed.start();
            int end = origin + placed.end();
            Word word = placed.word();
            covered.add(
                    new PlacedWord(
                            at(start) - at(origin),
                            at(end) - at(origin),
                            new Word(
                                    slice(start, end),
                                    word.page(),
                                    word.column(),
                                    word.box(),
                                    word.confidence(),
                                    word.recognised(),
                                    word.glyphs())));
        }
        return covered;
    }
}
