package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.util.Version;

/**
 * A PDF opened by PDFBox, giving the trailers of the parts of {@code extract}. One thread; close it. Heap is bounded by
 * the child process it runs in, never by this class.
 */
final class OpenDocument implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PDDocument document;
    private final String[] labels;
    private final StructureTree structure;

    private OpenDocument(PDDocument document) throws IOException {
        this.document = document;
        this.structure = new StructureTree(document.getDocumentCatalog().getCOSObject());
        this.labels =
                document.getDocumentCatalog().getPageLabels() == null
                        ? new String[0]
                        : document.getDocumentCatalog().getPageLabels().getLabelsByPageIndices();
    }

    /**
     * @param pdf the whole file; owned by this document until it is closed
     * @throws org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException when the password is missing or wrong
     */
    static OpenDocument open(byte[] pdf, String password) throws IOException {
        PDDocument document = Loader.loadPDF(pdf, password == null ? "" : password);
        try {
            return new OpenDocument(document);
        } catch (IOException | RuntimeException e) {
            document.close();
            throw e;
        }
    }

    int pageCount() {
        return document.getNumberOfPages();
    }

    byte[] description() throws JsonProcessingException {
        return JSON.writeValueAsBytes(
                DocumentDescription.of(document, pageCount(), Version.getVersion()));
    }

    /** @param number 1-based */
    byte[] page(int number) throws IOException {
        PDPage page = document.getPage(number - 1);
        PageMatrix matrix = PageMatrix.of(page);
        PageReader reader = new PageReader(page, matrix);
        reader.processPage(page);
        StructureTree.PageTags tags = structure.of(page);
        PageExtras extras = PageExtras.of(document, page, matrix);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.put("label", number <= labels.length ? labels[number - 1] : null);
        json.put("width", matrix.width());
        json.put("height", matrix.height());
        json.put("rotation", matrix.rotation());
        json.put("fonts", reader.fonts().json());
        json.put("images", reader.images());
        json.put("links", extras.links());
        json.put("fields", extras.fields());
        json.put("annotations", extras.annotations());
        json.put("tags", tags.tags());
        json.put("ocr", null);
        json.put("truncated", truncated(reader, tags));
        json.put("unmapped", reader.unmapped());
        return reader.columns().trailer(JSON.writeValueAsBytes(json));
    }

    private static List<String> truncated(PageReader reader, StructureTree.PageTags tags) {
        List<String> cut = new ArrayList<>();
        if (reader.columns().glyphsCut()) {
            cut.add("glyphs");
        }
        if (reader.columns().pathsCut()) {
            cut.add("paths");
        }
        if (reader.imagesCut()) {
            cut.add("images");
        }
        if (tags.cut()) {
            cut.add("tags");
        }
        return cut;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
