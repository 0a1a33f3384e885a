package io.pagebridge.document;

import java.util.List;

/**
 * What the engines read of one PDF: the input of layout.
 *
 * @param pages the chosen pages that could be read, ascending by number
 */
public record Document(Properties properties, List<Page> pages) {
    public Document {
        pages = List.copyOf(pages);
    }
}
