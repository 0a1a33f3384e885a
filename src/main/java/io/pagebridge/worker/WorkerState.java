package io.pagebridge.worker;

import java.util.EnumSet;
import java.util.Set;

/** The life of one worker. Changed by {@link Roster} only, under its lock. */
public enum WorkerState {
    NEW,
    /** The process is being started. */
    STARTING,
    /** It runs and has not said {@code ready}. */
    HANDSHAKE,
    /** Ready, and kept to replace another. */
    STANDBY,
    /** Ready for a call. */
    IDLE,
    /** One call is under way. */
    BUSY,
    /** Asked to end. */
    RETIRING,
    /** Ended after it was asked to. */
    EXITED,
    /** To be killed, or found dead. */
    CONDEMNED,
    /** The signal is sent. */
    KILLED,
    /** Dead, with all its children; its slot is free. */
    REAPED,
    /** Ended before it was ready. */
    FAILED_START;

    Set<WorkerState> next() {
        return switch (this) {
            case NEW -> EnumSet.of(STARTING);
            case STARTING -> EnumSet.of(HANDSHAKE, FAILED_START);
            case HANDSHAKE -> EnumSet.of(STANDBY, FAILED_START);
            case STANDBY -> EnumSet.of(IDLE, RETIRING, CONDEMNED);
            case IDLE -> EnumSet.of(BUSY, STANDBY, RETIRING, CONDEMNED);
            case BUSY -> EnumSet.of(IDLE, RETIRING, CONDEMNED);
            case RETIRING -> EnumSet.of(EXITED, CONDEMNED);
            case CONDEMNED -> EnumSet.of(KILLED);
            case KILLED -> EnumSet.of(REAPED);
            case EXITED, REAPED, FAILED_START -> EnumSet.noneOf(WorkerState.class);
        };
    }

    /** Takes calls now or after a promotion. */
    boolean usable() {
        return this == STANDBY || this == IDLE || this == BUSY;
    }

    boolean starting() {
        return this == NEW || this == STARTING || this == HANDSHAKE;
    }

    boolean over() {
        return this == EXITED || this == REAPED || this == FAILED_START;
    }
}
