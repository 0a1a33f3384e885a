package io.pagebridge.worker;

/**
 * How many workers there should be. Pure arithmetic over a count of what there is.
 *
 * @param active IDLE or BUSY
 * @param standby ready and kept back
 * @param starting not yet ready
 * @param leaving condemned or retiring: a slot is free when its process is dead
 * @param busy under a call
 * @param waiting calls in the line
 * @param due workers that should be recycled
 */
record Staffing(
        int active, int standby, int starting, int leaving, int busy, int waiting, int due) {

    /** Workers that take calls now or after a promotion. */
    int usable() {
        return active + standby;
    }

    /** Workers that should take calls. */
    int wantedActive(PoolSettings settings, boolean draining) {
        int demand = Math.min(settings.size(), busy + waiting);
        return draining
                ? demand
                : Math.max(settings.minimum(), Math.max(demand, Math.min(active, settings.size())));
    }

    /** Workers to start now. One recycle needs a replacement even where no standby is kept. */
    int toStart(PoolSettings settings, boolean draining, boolean onlyOne) {
        int wanted = wantedActive(settings, draining);
        int reserve = draining || wanted == 0 ? 0 : Math.max(settings.standby(), due > 0 ? 1 : 0);
        int missing = wanted + reserve - active - standby - starting - leaving;
        if (onlyOne) {
            missing = Math.min(missing, 1 - starting);
        }
        return Math.max(0, missing);
    }
}
