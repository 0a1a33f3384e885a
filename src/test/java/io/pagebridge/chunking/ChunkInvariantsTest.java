package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Element;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.document.Offsets;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.document.Word;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for the chunks of any document, checked on random ones. The seed is named in each failure. */
class ChunkInvariantsTest {
    private static final int DOCUMENTS = 40;

    /** Counts of parts add up to a little more than the count of the whole. */
    private static final int SLACK = 6;

    private static final ChunkKey KEY = new ChunkKey("key", "test");
    private static final List<ChunkingOptions> OPTIONS =
            List.of(
                    ChunkingOptions.DEFAULT,
                    new ChunkingOptions(60, 100, 0, Tokenizer.CL100K_BASE),
                    new ChunkingOptions(16, 16, 0, Tokenizer.O200K_BASE),
                    new ChunkingOptions(40, 64, 0, Tokenizer.WORDS));

    @Test
    void chunksAreOrderedSlicesThatCoverTheTextOnce() {
        forRandomDocuments(
                OPTIONS,
                (text, chunks) -> {
                    BitSet covered = new BitSet();
                    int before = 0;
                    for (Chunk chunk : chunks) {
                        assertThat(chunk.start()).isGreaterThanOrEqualTo(before);
                        assertThat(chunk.text()).isNotBlank();
                        assertThat(text.slice(chunk.start(), chunk.end())).isEqualTo(chunk.text());
                        covered.set(chunk.start(), chunk.end());
                        before = chunk.end();
                    }
                    assertEveryCharacterIsIn(covered, text.text());
                });
    }

    @Test
    void embedTextHoldsTheTextAndTheLimit() {
        for (ChunkingOptions options : OPTIONS) {
            TokenCounter counter = options.tokenizer().counter();
            forRandomDocuments(
                    List.of(options),
                    (text, chunks) -> {
                        for (Chunk chunk : chunks) {
                            assertThat(chunk.embedText()).endsWith(chunk.text());
                            assertThat(chunk.tokens())
                                    .isEqualTo(counter.count(chunk.embedText()))
                                    .isLessThanOrEqualTo(options.maxTokens());
                        }
                    });
        }
    }

    @Test
    void offsetsHoldInEveryUnit() {
        forRandomDocuments(
                List.of(ChunkingOptions.DEFAULT, OPTIONS.get(2)),
                (text, chunks) -> {
                    int[] codePoints = text.text().codePoints().toArray();
                    byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
                    Offsets inCodePoints = new Offsets(text.text(), OffsetUnit.CODEPOINT);
                    Offsets inBytes = new Offsets(text.text(), OffsetUnit.BYTE);
                    for (Chunk chunk : chunks) {
                        int from = inCodePoints.of(chunk.start());
                        int to = inCodePoints.of(chunk.end());
                        assertThat(new String(codePoints, from, to - from)).isEqualTo(chunk.text());
                        from = inBytes.of(chunk.start());
                        to = inBytes.of(chunk.end());
                        assertThat(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                                .isEqualTo(chunk.text());
                    }
                });
    }

    @Test
    void everyPageTouchedIsListedAndEveryWordIsInABox() {
        forRandomDocuments(
                OPTIONS,
                (text, chunks) -> {
                    for (Chunk chunk : chunks) {
                        assertThat(chunk.pages()).isSorted().doesNotHaveDuplicates();
                        assertThat(chunk.boxes().stream().map(PageBox::page).distinct())
                                .as(chunk.text())
                                .containsExactlyElementsOf(chunk.pages());
                        assertThat(wordsOf(text, chunk))
                                .allMatch(placed -> chunk.pages().contains(placed.word().page()))
                                .allMatch(placed -> isInABox(chunk, placed.word()));
                        for (PageSpan page : text.pages()) {
                            int from = Math.max(page.start(), chunk.start());
                            int to = Math.min(page.end(), chunk.end());
                            if (from < to && !text.slice(from, to).isBlank()) {
                                assertThat(chunk.pages()).contains(page.number());
                            }
                        }
                    }
                });
    }

    @Test
    void headingEndsAChunkOnlyWhereNothingFollowsOrNothingFitsUnderIt() {
        forRandomDocuments(
                OPTIONS,
                (option, text, chunks) -> {
                    for (Chunk chunk : chunks) {
                        Span last = spanThatEndsAt(text, chunk.end());
                        if (last != null && isHeading(last)) {
                            Span next = nextSpan(text, last.end());
                            assertThat(
                                            next == null
                                                    || isHeading(next)
                                                    || !fitsUnder(option, text, chunk, next))
                                    .as(chunk.text())
                                    .isTrue();
                        }
                    }
                });
    }

    @Test
    void rowsAndLinesOfCodeAreCutOnlyWhereNoChunkCouldHoldThem() {
        forRandomDocuments(
                OPTIONS,
                (option, text, chunks) -> {
                    TokenCounter counter = option.tokenizer().counter();
                    for (Chunk chunk : chunks) {
                        Span span = spanAround(text, chunk.end());
                        if (span == null || !hasLines(span)) {
                            continue;
                        }
                        int from = text.text().lastIndexOf('\n', chunk.end() - 1) + 1;
                        int to = text.text().indexOf('\n', chunk.end());
                        String line = text.slice(from, to < 0 ? text.text().length() : to);
                        boolean whole =
                                Blanks.skip(text.text(), chunk.end(), from + line.length())
                                        == from + line.length();
                        assertThat(whole || counter.count(line) > option.maxTokens() - SLACK)
                                .as(line)
                                .isTrue();
                    }
                });
    }

    @Test
    void noCutInsideACharacterAtOrdinarySizes() {
        forRandomDocuments(
                List.of(ChunkingOptions.DEFAULT),
                (text, chunks) -> {
                    BreakIterator characters = BreakIterator.getCharacterInstance();
                    characters.setText(text.text());
                    for (Chunk chunk : chunks) {
                        assertThat(characters.isBoundary(chunk.start())).isTrue();
                        assertThat(characters.isBoundary(chunk.end())).isTrue();
                    }
                });
    }

    @Test
    void idsAreUniqueAndLinkTheChunks() {
        forRandomDocuments(
                OPTIONS,
                (text, chunks) -> {
                    HashSet<String> ids = new HashSet<>();
                    for (int i = 0; i < chunks.size(); i++) {
                        Chunk chunk = chunks.get(i);
                        assertThat(ids.add(chunk.id())).isTrue();
                        assertThat(chunk.index()).isEqualTo(i);
                        assertThat(chunk.previousId())
                                .isEqualTo(i == 0 ? null : chunks.get(i - 1).id());
                        assertThat(chunk.nextId())
                                .isEqualTo(i + 1 == chunks.size() ? null : chunks.get(i + 1).id());
                    }
                });
    }

    @Test
    void overlapRepeatsOnlyInsideOneElementAndWithinItsLimit() {
        ChunkingOptions options = new ChunkingOptions(60, 100, 20, Tokenizer.O200K_BASE);
        TokenCounter counter = options.tokenizer().counter();
        forRandomDocuments(
                List.of(options),
                (text, chunks) -> {
                    BitSet covered = new BitSet();
                    for (int i = 0; i < chunks.size(); i++) {
                        Chunk chunk = chunks.get(i);
                        covered.set(chunk.start(), chunk.end());
                        assertThat(chunk.tokens()).isLessThanOrEqualTo(options.maxTokens());
                        if (i == 0 || chunk.start() >= chunks.get(i - 1).end()) {
                            continue;
                        }
                        int end = chunks.get(i - 1).end();
                        assertThat(chunk.start()).isGreaterThan(chunks.get(i - 1).start());
                        assertThat(counter.count(text.slice(chunk.start(), end)))
                                .isLessThanOrEqualTo(options.overlapTokens());
                        assertThat(text.spans())
                                .anyMatch(s -> s.start() <= chunk.start() && end <= s.end());
                    }
                    assertEveryCharacterIsIn(covered, text.text());
                });
    }

    private interface Check {
        void accept(ChunkingOptions option, CanonicalText text, List<Chunk> chunks);
    }

    private static void forRandomDocuments(
            List<ChunkingOptions> options, BiConsumer<CanonicalText, List<Chunk>> check) {
        forRandomDocuments(options, (option, text, chunks) -> check.accept(text, chunks));
    }

    private static void forRandomDocuments(List<ChunkingOptions> options, Check check) {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            CanonicalText text = new RandomContent(seed).text();
            for (ChunkingOptions option : options) {
                try {
                    check.accept(option, text, new Chunker(option).chunk(text, KEY));
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("seed %d, %s".formatted(seed, option), failure);
                }
            }
        }
    }

    private static void assertEveryCharacterIsIn(BitSet covered, String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!Blanks.isBlank(text.charAt(at)) && !covered.get(at)) {
                throw new AssertionError("not in any chunk: offset " + at);
            }
        }
    }

    private static List<PlacedWord> wordsOf(CanonicalText text, Chunk chunk) {
        return text
                .words()
                .subList(text.firstWordAfter(chunk.start()), text.words().size())
                .stream()
                .takeWhile(word -> word.start() < chunk.end())
                .toList();
    }

    private static boolean isInABox(Chunk chunk, Word word) {
        return chunk.boxes().stream()
                .anyMatch(box -> box.page() == word.page() && box.box().contains(word.box()));
    }

    private static Span spanThatEndsAt(CanonicalText text, int end) {
        return text.spans().stream()
                .filter(span -> !span.isEmpty() && span.end() == end)
                .findFirst()
                .orElse(null);
    }

    private static Span nextSpan(CanonicalText text, int offset) {
        return text.spans().stream()
                .filter(
                        span ->
                                span.start() >= offset
                                        && !span.element().passage().text().isBlank())
                .findFirst()
                .orElse(null);
    }

    private static boolean isHeading(Span span) {
        return span.element() instanceof Element.Heading || span.element() instanceof Element.Title;
    }

    /** Rows and lines of code are not cut for a heading's sake; of everything else some words fit. */
    private static boolean fitsUnder(
            ChunkingOptions option, CanonicalText text, Chunk chunk, Span next) {
        int end = next.end();
        if (hasLines(next)) {
            int line = text.text().indexOf('\n', next.start());
            end = line < 0 ? end : Math.min(line, end);
        } else {
            end = Math.min(end, next.start() + 8);
        }
        TokenCounter counter = option.tokenizer().counter();
        int both = counter.count(text.slice(chunk.start(), end));
        int alone = counter.count(text.slice(next.start(), end));
        return both <= option.maxTokens() - SLACK && alone <= option.maxTokens() - SLACK;
    }

    private static boolean hasLines(Span span) {
        return span.element() instanceof Element.Table || span.element() instanceof Element.Code;
    }

    private static Span spanAround(CanonicalText text, int offset) {
        return text.spans().stream()
                .filter(span -> span.start() < offset && offset < span.end())
                .findFirst()
                .orElse(null);
    }
}
