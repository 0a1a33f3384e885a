package io.pagebridge.chunking;

import java.util.Locale;

/** What most of a chunk's text is. */
public enum ChunkType {
    TEXT,
    TABLE,
    CODE,
    LIST,
    FIGURE;

    /** The name used in answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
