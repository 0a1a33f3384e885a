package io.pagebridge.document;

import java.util.List;
import java.util.Set;

/**
 * What one engine found on one page; nothing is decided yet about its meaning. Every count and range has been checked.
 *
 * @param number 1-based
 * @param label printed page label from the PDF's own numbering, or null
 * @param width in points, as displayed
 * @param rotation the page's own rotation, already applied to all coordinates
 * @param engine {@code pdfium} or {@code pdfbox}
 * @param ocr how its text was recognised, or null where it was read
 * @param unmapped share (0 to 1) of glyphs for which the font gives no good Unicode value
 * @param truncated what was cut at a limit, for example {@code glyphs}, {@code paths}
 */
public record Page(
        int number,
        String label,
        double width,
        double height,
        int rotation,
        String engine,
        Glyphs glyphs,
        List<FontFace> fonts,
        List<Rule> rules,
        List<Image> images,
        List<Link> links,
        List<FormField> fields,
        List<Annotation> annotations,
        List<Tag> tags,
        OcrRun ocr,
        double unmapped,
        Set<String> truncated) {
    public Page {
        fonts = List.copyOf(fonts);
        rules = List.copyOf(rules);
        images = List.copyOf(images);
        links = List.copyOf(links);
        fields = List.copyOf(fields);
        annotations = List.copyOf(annotations);
        tags = List.copyOf(tags);
        truncated = Set.copyOf(truncated);
    }
}
