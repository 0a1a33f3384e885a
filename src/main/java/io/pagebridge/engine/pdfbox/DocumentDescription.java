package io.pagebridge.engine.pdfbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The JSON of a {@code document} part: what the PDF says about itself. */
final class DocumentDescription {
    private static final int MOST_OUTLINE = 10_000;
    private static final int DEEPEST_OUTLINE = 50;
    private static final int LONGEST = 32_768;

    private DocumentDescription() {}

    static Map<String, Object> of(PDDocument document, int pageCount, String version) {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("page_count", pageCount);
        json.put("pdf_version", String.format(Locale.ROOT, "%.1f", document.getVersion()));
        json.put("encrypted", document.isEncrypted());
        json.put("tagged", catalog.getMarkInfo() != null && catalog.getMarkInfo().isMarked());
        json.put("language", bounded(catalog.getLanguage()));
        json.put("metadata", metadata(document.getDocumentInformation()));
        json.put("outline", outline(document, catalog.getDocumentOutline()));
        json.put("attachments", Attachments.of(document));
        json.put("engine", Map.of("name", "pdfbox", "version", version));
        json.put("warnings", List.of());
        return json;
    }

    private static Map<String, Object> metadata(PDDocumentInformation about) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", bounded(about.getTitle()));
        json.put("author", bounded(about.getAuthor()));
        json.put("subject", bounded(about.getSubject()));
        json.put("keywords", bounded(about.getKeywords()));
        json.put("creator", bounded(about.getCreator()));
        json.put("producer", bounded(about.getProducer()));
        json.put("created", date(about.getCreationDate()));
        json.put("modified", date(about.getModificationDate()));
        return json;
    }

    private static String date(Calendar date) {
        return date == null ? null : date.toInstant().toString();
    }

    /** Null stays null; longer strings are cut. */
    static String bounded(String untrusted) {
        if (untrusted == null) {
            return null;
        }
        return untrusted.length() <= LONGEST ? untrusted : untrusted.substring(0, LONGEST);
    }

    private static List<Map<String, Object>> outline(PDDocument document, PDDocumentOutline root) {
        List<Map<String, Object>> entries = new ArrayList<>();
        if (root != null) {
            collect(document, root, 1, entries, new HashSet<>());
        }
        return entries;
    }

    private static void collect(
            PDDocument document,
            PDOutlineNode parent,
            int level,
            List<Map<String, Object>> entries,
            Set<COSDictionary> seen) {
        if (level > DEEPEST_OUTLINE) {
            return;
        }
        PDOutlineItem item = parent.getFirstChild();
        while (item != null && entries.size() < MOST_OUTLINE && seen.add(item.getCOSObject())) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("title", item.getTitle() == null ? "" : bounded(item.getTitle()));
            json.put("level", level);
            Destinations.Target target = target(document, item);
            json.put("page", target == null ? null : target.page());
            json.put("y", target == null ? null : target.y());
            entries.add(json);
            collect(document, item, level + 1, entries, seen);
            item = item.getNextSibling();
        }
    }

    private static Destinations.Target target(PDDocument document, PDOutlineItem item) {
        try {
            return new Destinations(document).of(item.getDestination(), item.getAction());
        } catch (IOException | RuntimeException e) {
            // A broken destination costs its entry's target, not the outline.
            return null;
        }
    }
}
