package io.pagebridge.worker;

/** The life of a pool. */
public enum PoolState {
    /** No worker has been ready yet. */
    BOOTING,
    /** As many workers as wanted. */
    READY,
    /** Fewer workers than wanted. */
    DEGRADED,
    /** The circuit is open: too many workers were lost; calls are refused until the next attempt. */
    OPEN,
    /** No new calls; those under way and in the line are finished. */
    DRAINING,
    STOPPED
}
