package io.pagebridge.layout;

import java.util.List;

/** A part of the page that is read as one column from top to bottom. */
record Region(List<PageWord> words) {
    Region {
        words = List.copyOf(words);
    }
}
