package io.pagebridge.worker;

/**
 * Whether a worker that has nothing to do still answers. Counts ticks of the pool's watchdog, not time: after the whole
 * service was stopped for a while, nobody has been silent.
 *
 * <p>The clock counts and asks; the reader thread hears the answer.
 */
final class Heartbeat {
    private final long askEvery;
    private final long answerWithin;
    private long ticks;
    private volatile boolean asked;

    /**
     * @param askEvery ticks without work before it is asked, and between two questions
     * @param answerWithin ticks
     */
    Heartbeat(long askEvery, long answerWithin) {
        this.askEvery = Math.max(1, askEvery);
        this.answerWithin = Math.max(1, answerWithin);
    }

    /** What a look at the worker has shown. */
    enum Beat {
        FINE,
        /** It is to be asked now. */
        ASK,
        /** It was asked and says nothing. */
        SILENT
    }

    /** The clock, at each tick at which the worker has nothing to do. */
    Beat idle() {
        ticks++;
        if (asked) {
            return ticks > answerWithin ? Beat.SILENT : Beat.FINE;
        }
        if (ticks < askEvery) {
            return Beat.FINE;
        }
        ticks = 0;
        asked = true;
        return Beat.ASK;
    }

    /** The clock, at each tick at which it has: a call has clocks of its own. */
    void busy() {
        ticks = 0;
    }

    /**
     * The reader.
     *
     * @return false when nobody had asked
     */
    boolean answered() {
        boolean expected = asked;
        asked = false;
        return expected;
    }
}
