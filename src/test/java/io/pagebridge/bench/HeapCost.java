package io.pagebridge.bench;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkKey;
import io.pagebridge.chunking.Chunker;
import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Page;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.layout.PageDrafts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one document holds of the heap, stage by stage, in bytes a glyph, each after a full collection. Usage: {@code
 * HeapCost DUMPS [part of a path]}; DUMPS as for {@link LayoutCost}. Documents of fewer than 100,000 glyphs are left out: too
 * small to tell from the noise; of several, the first is the one to believe (what it leaves to be reused is taken off the next). Give it the options of {@code container/jvm.options}: they decide the size of objects.
 */
public final class HeapCost {
    private static final long FEWEST_GLYPHS = 100_000;

    private HeapCost() {}

    public static void main(String[] args) throws IOException {
        String part = args.length > 1 ? args[1] : "";
        List<Path> folders;
        try (Stream<Path> walked = Files.walk(Path.of(args[0]))) {
            folders =
                    walked.filter(path -> path.getFileName().toString().endsWith(".pdf"))
                            .filter(path -> path.toString().contains(part))
                            .sorted()
                            .toList();
        }
        // The token tables are the process's, not a document's.
        ChunkingOptions.DEFAULT.tokenizer().counter().count("words");
        for (Path folder : folders) {
            measure(folder);
        }
    }

    private static void measure(Path folder) {
        long empty = used();
        Document document = read(folder);
        long glyphs = document.pages().stream().mapToLong(page -> page.glyphs().count()).sum();
        if (glyphs < FEWEST_GLYPHS) {
            return;
        }
        long read = used();
        LayoutAnalyzer analyzer = new LayoutAnalyzer();
        PageDrafts drafts = analyzer.drafts(document.properties());
        document.pages().forEach(drafts::add);
        long drafted = used();
        Content content = analyzer.analyze(document, drafts);
        long understood = used();
        CanonicalText text =
                CanonicalText.of(content, document.pages().stream().map(Page::number).toList());
        List<Chunk> chunks =
                new Chunker(ChunkingOptions.DEFAULT).chunk(text, new ChunkKey("heap", "bench"));
        long cut = used();
        Reference.reachabilityFence(document);
        Reference.reachabilityFence(drafts);
        System.out.printf(
                "%s: %d pages, %d glyphs; bytes a glyph: pages %d, with drafts %d, with elements %d, with text and"
                        + " chunks %d%n",
                folder.getFileName(),
                document.pages().size(),
                glyphs,
                (read - empty) / glyphs,
                (drafted - empty) / glyphs,
                (understood - empty) / glyphs,
                (cut - empty) / glyphs);
        Reference.reachabilityFence(chunks);
        Reference.reachabilityFence(text);
    }

    private static Document read(Path folder) {
        try {
            return DumpedDocument.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
