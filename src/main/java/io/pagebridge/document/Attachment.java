package io.pagebridge.document;

/** A file carried inside the PDF: its name and size; its content is never unpacked. */
public record Attachment(String name, long bytes, String mediaType) {}
