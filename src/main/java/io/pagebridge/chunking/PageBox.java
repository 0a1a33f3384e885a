package io.pagebridge.chunking;

import io.pagebridge.document.Box;

/** Where on a page (1-based) words of a chunk stand: one for each page and column. */
public record PageBox(int page, Box box) {}
