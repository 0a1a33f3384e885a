package io.pagebridge.document;

import java.util.List;

/**
 * The document understood: the output of layout, the input of the canonical text.
 *
 * @param title found in the metadata or on the first page, or null
 * @param language BCP 47, declared or guessed, or null
 * @param elements in reading order; the page numbers of their words never fall
 */
public record Content(
        String title, String language, List<Element> elements, List<Warning> warnings) {
    public Content {
        elements = List.copyOf(elements);
        warnings = List.copyOf(warnings);
    }
}
