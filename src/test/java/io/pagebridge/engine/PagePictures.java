package io.pagebridge.engine;

import io.pagebridge.document.Page;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Pages as pictures of two pixels a point; a page that cannot be drawn is white. */
final class PagePictures implements AutoCloseable {
    private static final float SCALE = 2;
    private static final int WIDEST = 4_000;

    private final PDDocument document;
    private final PDFRenderer renderer;

    PagePictures(Path pdf) throws IOException {
        document = Loader.loadPDF(pdf.toFile());
        renderer = new PDFRenderer(document);
    }

    BufferedImage of(Page page) {
        int width = (int) Math.clamp(page.width() * SCALE, 1, WIDEST);
        int height = (int) Math.clamp(page.height() * SCALE, 1, WIDEST);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        try {
            graphics.drawImage(
                    renderer.renderImage(page.number() - 1, SCALE), 0, 0, width, height, null);
        } catch (IOException | RuntimeException e) {
            System.err.println("page " + page.number() + " cannot be drawn: " + e);
        }
        graphics.dispose();
        return picture;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
