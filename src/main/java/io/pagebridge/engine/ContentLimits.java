package io.pagebridge.engine;

/**
 * The most of each thing that a worker may hand over; more is a breach of the format, because the worker cuts at the
 * same numbers and says so.
 */
record ContentLimits(
        int glyphs,
        int paths,
        int fonts,
        int images,
        int links,
        int fields,
        int annotations,
        int tags,
        int outline,
        int attachments,
        int stringLength,
        int jsonBytes) {
    /** The limits of format version 1. The string limit is in UTF-16 units: 32,768 code points may all be pairs. */
    static final ContentLimits STANDARD =
            new ContentLimits(
                    200_000, 60_000, 65_535, 2_000, 5_000, 5_000, 5_000, 50_000, 10_000, 1_000,
                    65_536, 32 << 20);

    /** A coordinate further out than this is nonsense: the PDF limit is 14,400 units a side. */
    static final double FARTHEST = 1e6;
}
