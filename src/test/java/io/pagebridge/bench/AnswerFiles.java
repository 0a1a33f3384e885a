package io.pagebridge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkKey;
import io.pagebridge.chunking.Chunker;
import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.chunking.PageBox;
import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Element;
import io.pagebridge.document.Page;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.layout.PageDrafts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Layout and chunking over dumped page contents, without workers and HTTP: writes for each dumped PDF the answer's JSON
 * that {@code bench/quality} scores. Usage: {@code AnswerFiles DUMPS ANSWERS [part of a path]}. A dump is a folder named
 * like the PDF with one file per part, {@code 0000.document}, {@code 0001.page} ….
 */
public final class AnswerFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path dumps;
    private final Path answers;
    private long nanos;
    private int pages;

    private AnswerFiles(Path dumps, Path answers) {
        this.dumps = dumps;
        this.answers = answers;
    }

    public static void main(String[] args) throws IOException {
        AnswerFiles run = new AnswerFiles(Path.of(args[0]), Path.of(args[1]));
        String part = args.length > 2 ? args[2] : "";
        try (Stream<Path> folders = Files.walk(run.dumps)) {
            List<Path> chosen =
                    folders.filter(path -> path.getFileName().toString().endsWith(".pdf"))
                            .filter(path -> path.toString().contains(part))
                            .sorted()
                            .toList();
            for (Path folder : chosen) {
                run.answer(folder);
            }
        }
        System.out.printf(
                "%d pages, %.2f ms a page in layout%n",
                run.pages, run.nanos / 1e6 / Math.max(1, run.pages));
    }

    private void answer(Path folder) throws IOException {
        Document document = DumpedDocument.read(folder);
        long start = System.nanoTime();
        Content content;
        try {
            LayoutAnalyzer analyzer = new LayoutAnalyzer();
            PageDrafts drafts = analyzer.drafts(document.properties());
            document.pages().forEach(drafts::add);
            content = analyzer.analyze(document, drafts);
        } catch (RuntimeException e) {
            System.out.println(folder + " " + e);
            e.printStackTrace(System.out);
            return;
        }
        long took = System.nanoTime() - start;
        nanos += took;
        pages += document.pages().size();
        if (took > 1_000_000_000L) {
            System.out.printf("%s took %.1f s%n", folder, took / 1e9);
        }
        content.warnings().stream()
                .filter(warning -> warning.code().equals("glyphs-lost"))
                .forEach(warning -> System.out.println(folder + " " + warning.message()));
        List<Integer> numbers = document.pages().stream().map(Page::number).toList();
        CanonicalText text = CanonicalText.of(content, numbers);
        List<Chunk> chunks =
                new Chunker(ChunkingOptions.DEFAULT)
                        .chunk(text, new ChunkKey(folder.toString(), "bench"));
        Path target =
                answers.resolve(dumps.relativize(folder).toString().replaceAll("\\.pdf$", ".json"));
        Files.createDirectories(target.getParent());
        JSON.writeValue(target.toFile(), json(document, content, text, chunks));
    }

    private static ObjectNode json(
            Document document, Content content, CanonicalText text, List<Chunk> chunks) {
        String whole = text.text();
        ObjectNode root =
                JSON.createObjectNode().put("text", whole).put("offset_unit", "codepoint");
        ArrayNode pageList = root.putArray("pages");
        Map<Integer, Page> byNumber = new HashMap<>();
        document.pages().forEach(page -> byNumber.put(page.number(), page));
        for (CanonicalText.PageSpan span : text.pages()) {
            Page page = byNumber.get(span.number());
            pageList.addObject()
                    .put("number", span.number())
                    .put("start", whole.codePointCount(0, span.start()))
                    .put("end", whole.codePointCount(0, span.end()))
                    .put("width", page.width())
                    .put("height", page.height());
        }
        ArrayNode chunkList = root.putArray("chunks");
        for (Chunk chunk : chunks) {
            ObjectNode node =
                    chunkList
                            .addObject()
                            .put("text", chunk.text())
                            .put("embed_text", chunk.embedText())
                            .put("start", whole.codePointCount(0, chunk.start()))
                            .put("end", whole.codePointCount(0, chunk.end()));
            ArrayNode boxes = node.putArray("boxes");
            for (PageBox box : chunk.boxes()) {
                boxes.add(box(box.box()).put("page", box.page()));
            }
        }
        ArrayNode elements = root.putArray("elements");
        for (int i = 0; i < content.elements().size(); i++) {
            Element element = content.elements().get(i);
            ObjectNode node =
                    elements.addObject()
                            .put("index", i)
                            .put("type", element.type())
                            .put("reason", element.evidence().reason())
                            .put("text", element.passage().text());
            if (!element.passage().words().isEmpty()) {
                node.put("page", element.passage().words().getFirst().word().page());
            }
            if (element instanceof Element.Heading heading) {
                node.put("level", heading.level());
            } else if (element instanceof Element.Title) {
                node.put("level", 1);
            } else if (element instanceof Element.Table table) {
                table(node.putObject("table"), table);
            }
        }
        return root;
    }

    private static void table(ObjectNode node, Element.Table table) {
        node.put("rows", table.rows().size())
                .put("columns", table.columns())
                .put("header_rows", table.headerRows())
                .put("caption", table.caption())
                .put("continues", table.continues());
        ArrayNode cells = node.putArray("cells");
        for (Cell cell : table.cells()) {
            cells.addObject()
                    .put("row", cell.row())
                    .put("column", cell.column())
                    .put("row_span", cell.rowSpan())
                    .put("column_span", cell.columnSpan())
                    .put("header", cell.header())
                    .put("text", cell.text());
        }
    }

    private static ObjectNode box(Box box) {
        return JSON.createObjectNode()
                .put("x0", box.x0())
                .put("y0", box.y0())
                .put("x1", box.x1())
                .put("y1", box.y1());
    }
}
