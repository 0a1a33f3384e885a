package io.pagebridge.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * What a call cost.
 *
 * @param worker number in its pool
 * @param queued time in the line
 * @param total from the first byte sent until now or the end
 * @param wallMs by the worker's own clock, 0 before the end
 * @param cpuMs likewise
 * @param rssBytes likewise
 * @param exit why the worker was lost over this call, empty when it was not
 */
public record WorkerUse(
        int worker,
        long pid,
        Duration queued,
        Duration total,
        double wallMs,
        double cpuMs,
        long rssBytes,
        Optional<ExitReason> exit) {}
