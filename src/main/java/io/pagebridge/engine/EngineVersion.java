package io.pagebridge.engine;

/** Which engine read a page: {@code pdfium} or {@code pdfbox}, and its library's version. */
public record EngineVersion(String name, String version) {}
