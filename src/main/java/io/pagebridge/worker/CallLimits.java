package io.pagebridge.worker;

import java.time.Duration;

/**
 * What a caller wants to be stricter than the pool. Null: as the pool has it.
 *
 * @param unaccepted the worker is not asked to say {@code accepted}
 */
record CallLimits(Duration soft, Duration hard, Duration stall, boolean unaccepted) {
    static final CallLimits NONE = new CallLimits(null, null, null, false);

    /** Callers may lower a limit, never raise it. */
    static Duration lower(Duration pool, Duration caller) {
        return caller == null || caller.compareTo(pool) > 0 ? pool : caller;
    }
}
