package io.pagebridge.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a pool looks like at one moment, for health checks and people.
 *
 * @param size most workers that take calls
 * @param usable workers that take calls, standbys included
 * @param queued calls that wait
 * @param exits ends so far, by reason
 * @param startFailures in a row
 * @param lastFailure for the operator: which worker was lost, why, its last words; empty when none was
 * @param sandbox what the newest worker reports as its level; empty when none is ready
 * @param ops operations and their versions, from the newest worker's hello
 * @param runtime version of the worker's runtime
 * @param sinceTick since the watchdog looked last
 * @param withoutWorker since there was a usable worker
 * @param recycling 0 or 1
 */
public record PoolSnapshot(
        String name,
        PoolState state,
        int size,
        int usable,
        int busy,
        int starting,
        int queued,
        Map<ExitReason, Long> exits,
        Map<RecycleTrigger, Long> recycles,
        int startFailures,
        int downAfter,
        boolean onDemand,
        String lastFailure,
        String sandbox,
        Map<String, String> ops,
        String runtime,
        long rssBytes,
        Duration sinceTick,
        Duration withoutWorker,
        int recycling,
        List<WorkerView> workers) {

    /** One worker. */
    public record WorkerView(
            int number, long pid, WorkerState state, long documents, long rssBytes) {}

    private static final Duration TICK_LIMIT = Duration.ofSeconds(10);
    private static final Duration WORKER_LIMIT = Duration.ofMinutes(5);

    /** Takes calls. A full queue is not unready; neither is an on-demand pool that sleeps. */
    public boolean ready() {
        return switch (state) {
            case READY, DEGRADED -> (usable > 0 || onDemand) && startFailures < downAfter;
            case BOOTING, OPEN, DRAINING, STOPPED -> false;
        };
    }

    /** A restart of the whole service would not help; false when it might. */
    public boolean live() {
        return state == PoolState.STOPPED
                || state == PoolState.DRAINING
                || (sinceTick.compareTo(TICK_LIMIT) < 0
                        && withoutWorker.compareTo(WORKER_LIMIT) < 0);
    }

    /** Calls there are, being served or waiting, for each worker there may be: 1 is just enough. */
    public double saturation() {
        return (double) (busy + queued) / size;
    }

    /** Whether the workers report a full sandbox. */
    public boolean sandboxed() {
        return sandbox.equals("full");
    }

    /** How many workers are in that state. */
    public long count(WorkerState wanted) {
        return workers.stream().filter(worker -> worker.state() == wanted).count();
    }

    /** Unplanned and planned ends so far. */
    public long exits(ExitReason reason) {
        return exits.getOrDefault(reason, 0L);
    }
}
