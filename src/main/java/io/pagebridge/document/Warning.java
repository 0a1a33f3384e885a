package io.pagebridge.document;

/**
 * Something the reader of the answer should know although the document was read.
 *
 * @param code stable, lower case, for example {@code page-fallback}, {@code no-text}
 * @param page 1-based, or null where it concerns the whole document
 */
public record Warning(String code, Integer page, String message) {}
