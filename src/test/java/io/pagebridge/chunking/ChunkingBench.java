package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.ContentBuilder;
import java.util.List;
import java.util.Random;

/**
 * Prints what chunking costs a page, in CPU milliseconds of the calling thread, warm: a report of dense pages (about 500
 * words and one table of 20 rows each) of made-up text with numbers. Run its {@code main}; the first argument is the
 * number of pages.
 */
final class ChunkingBench {
    private static final String[] SYLLABLES = {
        "re", "ve", "nue", "com", "pa", "ny", "tion", "in", "ter", "est", "cash", "flow", "op",
        "er", "at", "ing"
    };

    private final Random random = new Random(1);

    private ChunkingBench() {}

    public static void main(String[] arguments) {
        int pages = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
        for (Tokenizer tokenizer : Tokenizer.values()) {
            measure(pages, tokenizer);
        }
    }

    private static void measure(int pages, Tokenizer tokenizer) {
        CanonicalText text = new ChunkingBench().report(pages);
        Chunker chunker = new Chunker(new ChunkingOptions(320, 512, 0, tokenizer));
        ChunkKey key = new ChunkKey("bench", "bench");
        List<Chunk> chunks = List.of();
        double best = Double.MAX_VALUE;
        double first = 0;
        for (int round = 0; round < 20; round++) {
            long begin = threadNanos();
            chunks = chunker.chunk(text, key);
            double millis = (threadNanos() - begin) / 1e6 / pages;
            first = round == 0 ? millis : first;
            best = Math.min(best, millis);
        }
        double mean = chunks.stream().mapToInt(Chunk::tokens).average().orElse(0);
        System.out.printf(
                "%s: %d pages, %d characters a page, %d chunks of %.0f tokens; ms a page: first %.3f, warm %.3f%n",
                tokenizer.id(),
                pages,
                text.text().length() / pages,
                chunks.size(),
                mean,
                first,
                best);
    }

    private static long threadNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private CanonicalText report(int pages) {
        ContentBuilder builder = new ContentBuilder().title("Annual report");
        for (int page = 1; page <= pages; page++) {
            builder.page(page).heading(1 + page % 3, sentence(4));
            for (int i = 0; i < 6; i++) {
                StringBuilder paragraph = new StringBuilder(sentence(14));
                for (int j = 0; j < 5; j++) {
                    paragraph.append(' ').append(sentence(14));
                }
                builder.paragraph(paragraph.toString());
            }
            String[] rows = new String[20];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = word() + " " + word() + " | " + number() + " | " + number();
            }
            builder.table("Table " + page, "in millions", 1, rows);
        }
        return builder.text();
    }

    private String sentence(int words) {
        StringBuilder sentence = new StringBuilder("The");
        for (int i = 0; i < words; i++) {
            sentence.append(' ').append(random.nextInt(8) == 0 ? number() : word());
        }
        return sentence.append('.').toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private String number() {
        return "%,d.%d".formatted(random.nextInt(100_000), random.nextInt(10));
    }
}
