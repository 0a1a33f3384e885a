package io.pagebridge.document;

/**
 * A link on a page. Exactly one of the two targets is set.
 *
 * @param uri target outside the document, or null
 * @param targetPage 1-based target page inside it, or null
 */
public record Link(int page, Box box, String uri, Integer targetPage) {}
