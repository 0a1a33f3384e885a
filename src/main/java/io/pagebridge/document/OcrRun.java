package io.pagebridge.document;

/**
 * How a page's text was recognised.
 *
 * @param orientation by how many degrees clockwise the content stood rotated: 0, 90, 180 or 270
 * @param meanConfidence 0 to 1
 * @param reason why the page was recognised, for example {@code no-text}, {@code garbled}, {@code forced}
 */
public record OcrRun(String languages, int orientation, double meanConfidence, String reason) {}
