package io.pagebridge.document;

/** A raster image on a page: where it is shown, and its own size in pixels. */
public record Image(Box box, int pixelWidth, int pixelHeight) {}
