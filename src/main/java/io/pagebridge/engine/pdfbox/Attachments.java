package io.pagebridge.engine.pdfbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** Names and sizes of the files inside a PDF; none is unpacked. The tree of names may be a maze: it is walked once. */
final class Attachments {
    private static final int MOST = 1_000;
    private static final int DEEPEST = 32;

    private final List<Map<String, Object>> found = new ArrayList<>();
    private final Set<COSBase> seen = new HashSet<>();

    private Attachments() {}

    static List<Map<String, Object>> of(PDDocument document) {
        Attachments attachments = new Attachments();
        try {
            PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
            if (names != null && names.getEmbeddedFiles() != null) {
                attachments.walk(names.getEmbeddedFiles(), 0);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("attachments: " + e);
        }
        return attachments.found;
    }

    private void walk(PDNameTreeNode<PDComplexFileSpecification> node, int depth)
            throws IOException {
        if (depth > DEEPEST || found.size() >= MOST || !seen.add(node.getCOSObject())) {
            return;
        }
        Map<String, PDComplexFileSpecification> names = node.getNames();
        if (names != null) {
            for (Map.Entry<String, PDComplexFileSpecification> entry : names.entrySet()) {
                if (found.size() < MOST && entry.getValue() != null) {
                    found.add(describe(entry.getKey(), entry.getValue()));
                }
            }
        }
        List<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
        if (kids != null) {
            for (PDNameTreeNode<PDComplexFileSpecification> kid : kids) {
                walk(kid, depth + 1);
            }
        }
    }

    private static Map<String, Object> describe(String key, PDComplexFileSpecification file) {
        PDEmbeddedFile content =
                file.getEmbeddedFileUnicode() == null
                        ? file.getEmbeddedFile()
                        : file.getEmbeddedFileUnicode();
        String name = file.getFilename() == null ? key : file.getFilename();
        long size = content == null ? 0 : content.getSize();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", DocumentDescription.bounded(name));
        json.put("bytes", size >= 0 || content == null ? size : content.getLength());
        json.put(
                "media_type",
                content == null ? null : DocumentDescription.bounded(content.getSubtype()));
        return json;
    }
}
