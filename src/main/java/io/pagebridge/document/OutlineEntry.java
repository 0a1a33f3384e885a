package io.pagebridge.document;

/**
 * A bookmark.
 *
 * @param level from 1
 * @param page 1-based target, or null
 * @param y where on that page, in points from its top, or null
 */
public record OutlineEntry(String title, int level, Integer page, Double y) {}
