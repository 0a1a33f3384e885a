package io.pagebridge.engine;

import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Page;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.layout.PageOverlay;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Shows what layout makes of the pages of one PDF: a picture of each page with words, rows, tables, elements and reading
 * order over it, and all elements as text. Usage: {@code Overlay PDF FOLDER [pages, such as 3 or 3-5]}.
 */
public final class Overlay {
    private Overlay() {}

    public static void main(String[] args) throws IOException {
        List<ReadRequest.PageRange> pages = new ArrayList<>();
        if (args.length > 2) {
            String[] ends = args[2].split("-", 2);
            int first = Integer.parseInt(ends[0]);
            pages.add(
                    new ReadRequest.PageRange(
                            first, ends.length > 1 ? Integer.parseInt(ends[1]) : first));
        }
        try (WorkerPool pool = PdfiumPool.start()) {
            Path pdf = Path.of(args[0]).toAbsolutePath();
            ReadPages read =
                    ReadPages.of(
                            new PooledEngine("pdfium", pool),
                            ReadPages.request(pdf.toString(), pages, null));
            write(read, pdf, Path.of(args[1]));
        }
    }

    /** Writes {@code page-N.png} for every page read, and {@code elements.txt}. */
    static void write(ReadPages read, Path pdf, Path folder) throws IOException {
        Files.createDirectories(folder);
        Content content =
                new LayoutAnalyzer().analyze(new Document(read.properties(), read.pages()));
        Files.writeString(folder.resolve("elements.txt"), PageOverlay.text(content));
        try (PagePictures pictures = new PagePictures(pdf)) {
            for (Page page : read.pages()) {
                ImageIO.write(
                        new PageOverlay(page, content).over(pictures.of(page)),
                        "png",
                        folder.resolve("page-" + page.number() + ".png").toFile());
            }
        }
    }
}
