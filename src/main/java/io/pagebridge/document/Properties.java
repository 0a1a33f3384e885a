package io.pagebridge.document;

import java.util.List;

/**
 * The document as a whole, before any of its pages.
 *
 * @param pageCount pages in the file, whatever range was asked for
 * @param language the PDF's own declaration (BCP 47), or null
 */
public record Properties(
        int pageCount,
        String pdfVersion,
        boolean encrypted,
        boolean tagged,
        String language,
        Metadata metadata,
        List<OutlineEntry> outline,
        List<Attachment> attachments) {
    public Properties {
        outline = List.copyOf(outline);
        attachments = List.copyOf(attachments);
    }
}
