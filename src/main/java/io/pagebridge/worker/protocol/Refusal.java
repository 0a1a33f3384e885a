package io.pagebridge.worker.protocol;

import java.util.Locale;

/** Why a frame was refused, in the order in which a reader looks. Every refusal is a desync: the worker is killed. */
public enum Refusal {
    /** The first four bytes are not {@code PX1 } followed by a blank. */
    PREFIX,
    /** More than {@link FrameReader#MAX_LINE} bytes before the newline. */
    TOO_LONG,
    /** The stream ended inside a frame. */
    EOF,
    /** A byte outside 0x20..0x7e in the line. */
    ENCODING,
    /** Not exactly one JSON object. */
    JSON,
    /** {@code t} is missing, not a string, or not a frame for this reader. */
    TYPE,
    /** {@code len} is not an integer, negative, over the cap, or in a frame that has no trailer. */
    LEN,
    /** Another field is missing, of the wrong type or out of range. */
    FIELD,
    /** {@code id} is not the call under way. */
    ID,
    /** The right frame at the wrong moment. */
    ORDER,
    /** A gap or a repetition in {@code seq}. */
    SEQ,
    /** {@code parts} or {@code bytes} of {@code done} do not match what was read. */
    TOTALS;

    /** The name in the golden file and in logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
