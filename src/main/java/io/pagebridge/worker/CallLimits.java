package io.pagebridge.worker;

import java.time.Duration;

/** What a caller wants to be stricter than the pool. Null: as the pool has it. */
record CallLimits(Duration soft, Duration hard, Duration stall) {
    static final CallLimits NONE = new CallLimits(null, null, null);

    /** Callers may lower a limit, never raise it. */
    static Duration lower(Duration pool, Duration caller) {
        return caller == null || caller.compareTo(pool) > 0 ? pool : caller;
    }
}
