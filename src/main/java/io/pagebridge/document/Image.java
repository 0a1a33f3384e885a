package io.pagebridge.document;

/**
 * A raster image on a page: where it is shown, and its own size in pixels.
 *
 * @param covers place in the order of painting of an opaque image over text painted before it, else 0
 */
public record Image(Box box, int pixelWidth, int pixelHeight, int covers) {}
