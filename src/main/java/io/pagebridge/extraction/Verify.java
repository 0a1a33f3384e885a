package io.pagebridge.extraction;

/** Which pages the second engine reads again. */
public enum Verify {
    /** Those that look wrong. */
    AUTO,
    ALWAYS,
    NEVER
}
