package io.pagebridge.worker;

import java.util.Locale;

/** Why a healthy worker is ended. */
public enum RecycleTrigger {
    DOCUMENTS,
    PARTS,
    RSS_GROWTH,
    RSS_ABSOLUTE,
    AGE,
    IDLE,
    MEMORY_ERROR,
    SOFT_TIMEOUT,
    /** The worker asked for it. */
    ASKED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
