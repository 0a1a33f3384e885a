package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.ContentBuilder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The work grows with the text and no faster, also for documents made to be costly: counted, not timed. */
class ChunkingGrowthTest {
    @Test
    void plainReport() {
        assertGrowsLinearly(
                size -> {
                    ContentBuilder builder = new ContentBuilder();
                    for (int i = 0; i < size; i++) {
                        builder.heading(1 + i % 4, "Heading " + i).paragraph(words(90));
                    }
                    return builder.text();
                });
    }

    @Test
    void oneParagraph() {
        assertGrowsLinearly(size -> new ContentBuilder().paragraph(words(100 * size)).text());
    }

    @Test
    void oneWord() {
        assertGrowsLinearly(
                size -> new ContentBuilder().paragraph("xyz".repeat(5000 * size)).text());
    }

    @Test
    void giantHeadingOverManyParts() {
        assertGrowsLinearly(
                size ->
                        new ContentBuilder()
                                .heading(1, words(100 * size))
                                .paragraph(words(100 * size))
                                .text());
    }

    @Test
    void giantCaptionAndOnlyHeaderRows() {
        assertGrowsLinearly(
                size -> {
                    String[] rows = new String[20 * size];
                    java.util.Arrays.setAll(rows, i -> "Row " + i + " | 1 | 2");
                    return new ContentBuilder()
                            .table(words(100 * size), null, rows.length, rows)
                            .text();
                });
    }

    private static void assertGrowsLinearly(IntFunction<CanonicalText> documents) {
        long small = counted(documents.apply(10));
        long large = counted(documents.apply(80));
        assertThat(large).isLessThan(12 * small);
    }

    /** Characters looked at by the token counter. */
    private static long counted(CanonicalText text) {
        AtomicLong counted = new AtomicLong();
        TokenCounter words = Tokenizer.WORDS.counter();
        TokenCounter counter =
                (string, start, end) -> {
                    counted.addAndGet(end - start);
                    return words.count(string, start, end);
                };
        new Chunker(new ChunkingOptions(64, 100, 0, Tokenizer.WORDS), counter)
                .chunk(text, new ChunkKey("key", "test"));
        return counted.get();
    }

    private static String words(int count) {
        return "word ".repeat(count).strip();
    }
}
