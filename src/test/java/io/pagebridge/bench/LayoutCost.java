package io.pagebridge.bench;

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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What layout and chunking cost in a warm JVM: CPU milliseconds a page, of all pages and of documents whose pages are
 * dense; "after the last" is the part of layout that waits for the whole document. Usage: {@code LayoutCost DUMPS ROUNDS [part of a path]}; DUMPS, as for {@link AnswerFiles} and written by {@code
 * bench/cost/dump.py}, is the folder. The first half of the rounds warms up; the median of the others is printed, with the range.
 */
public final class LayoutCost {
    /** Glyphs on a page that is full of small type or tables. */
    private static final int DENSE = 3_000;

    private static final int LONG = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LayoutCost() {}

    private record Cost(double pages, double whole, double text, double chunks) {}

    public static void main(String[] args) throws IOException {
        Path dumps = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        String part = args.length > 2 ? args[2] : "";
        List<Document> documents = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(dumps)) {
            for (Path folder : folders.filter(path -> isChosen(path, part)).sorted().toList()) {
                documents.add(DumpedDocument.read(folder));
            }
        }
        List<Document> longOnes =
                documents.stream().filter(document -> document.pages().size() >= LONG).toList();
        List<Document> dense = documents.stream().filter(LayoutCost::isDense).toList();
        List<Cost> all = new ArrayList<>();
        List<Cost> ofLong = new ArrayList<>();
        List<Cost> ofDense = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Cost cost = cost(documents);
            Cost costLong = cost(longOnes);
            Cost costDense = cost(dense);
            if (round >= rounds / 2) {
                all.add(cost);
                ofLong.add(costLong);
                ofDense.add(costDense);
            }
        }
        print("all", documents, all);
        print("long (%d pages or more)".formatted(LONG), longOnes, ofLong);
        print("dense (%d glyphs a page or more)".formatted(DENSE), dense, ofDense);
    }

    private static boolean isChosen(Path path, String part) {
        return path.getFileName().toString().endsWith(".pdf") && path.toString().contains(part);
    }

    private static boolean isDense(Document document) {
        return glyphs(document) >= (long) DENSE * document.pages().size()
                && !document.pages().isEmpty();
    }

    private static long glyphs(Document document) {
        return document.pages().stream().mapToLong(page -> page.glyphs().count()).sum();
    }

    private static Cost cost(List<Document> documents) {
        long page = 0;
        long whole = 0;
        long text = 0;
        long chunks = 0;
        int pages = 0;
        for (Document document : documents) {
            long start = THREADS.getCurrentThreadCpuTime();
            LayoutAnalyzer analyzer = new LayoutAnalyzer();
            PageDrafts drafts = analyzer.drafts(document.properties());
            document.pages().forEach(drafts::add);
            long drafted = THREADS.getCurrentThreadCpuTime();
            Content content = analyzer.analyze(document, drafts);
            long understood = THREADS.getCurrentThreadCpuTime();
            CanonicalText canonical =
                    CanonicalText.of(content, document.pages().stream().map(Page::number).toList());
            long written = THREADS.getCurrentThreadCpuTime();
            new Chunker(ChunkingOptions.DEFAULT).chunk(canonical, new ChunkKey("cost", "bench"));
            long cut = THREADS.getCurrentThreadCpuTime();
            page += drafted - start;
            whole += understood - drafted;
            text += written - understood;
            chunks += cut - written;
            pages += document.pages().size();
        }
        double perPage = 1e6 * Math.max(1, pages);
        return new Cost(page / perPage, whole / perPage, text / perPage, chunks / perPage);
    }

    private static void print(String what, List<Document> documents, List<Cost> costs) {
        int pages = documents.stream().mapToInt(document -> document.pages().size()).sum();
        long glyphs = documents.stream().mapToLong(LayoutCost::glyphs).sum();
        System.out.printf(
                "%s: %d documents, %d pages, %d glyphs a page; CPU ms a page:%n",
                what, documents.size(), pages, glyphs / Math.max(1, pages));
        print("layout", costs.stream().mapToDouble(cost -> cost.pages() + cost.whole()).toArray());
        print("  after the last", costs.stream().mapToDouble(Cost::whole).toArray());
        print("canonical text", costs.stream().mapToDouble(Cost::text).toArray());
        print("chunks", costs.stream().mapToDouble(Cost::chunks).toArray());
    }

    private static void print(String stage, double[] values) {
        Arrays.sort(values);
        System.out.printf(
                "  %-16s %.3f (%.3f to %.3f)%n",
                stage, values[values.length / 2], values[0], values[values.length - 1]);
    }
}
