package io.pagebridge.worker;

import io.pagebridge.failure.FailureKind;
import java.util.Locale;

/** Why a worker ended. Every end has exactly one: in the log, as a metric label and, for failures, in the problem. */
public enum ExitReason {
    /** Ended on purpose while healthy. */
    RECYCLED(Blame.NOBODY),
    /** The pool was drained or closed. */
    STOPPED(Blame.NOBODY),
    /** The caller went away: a worker that was told to stop serves nobody else. */
    CANCELLED(Blame.NOBODY),
    /** Over the hard limit of a call. */
    TIMEOUT(Blame.DOCUMENT),
    /** Neither part nor progress for too long. */
    STALLED(Blame.DOCUMENT),
    /** Did not accept a call in time, or its pipe broke before; or, without work, did not answer a ping. */
    NOT_ACCEPTED(Blame.WORKER),
    /** Broke the rules of the frames, or closed its stdout while alive. */
    PROTOCOL(Blame.WORKER),
    /** Killed by the pool: over its memory limit. */
    OOM(Blame.DOCUMENT),
    /** Killed by the pool: the pod is short of memory. */
    OOM_POD(Blame.NOBODY),
    /** Ended itself: no memory. */
    OOM_SELF(Blame.DOCUMENT),
    /** Killed by the kernel: no memory. */
    OOM_KERNEL(Blame.DOCUMENT),
    /** SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP or SIGFPE, and not for want of memory. */
    NATIVE_CRASH(Blame.CRASH),
    /** Over its CPU rlimit. */
    CPU_LIMIT(Blame.DOCUMENT),
    /** Over its file size rlimit. */
    FILE_LIMIT(Blame.DOCUMENT),
    /** A system call that the sandbox forbids. */
    SECCOMP(Blame.CRASH),
    /** The sandbox is required and not to be had. */
    SANDBOX_FAILED(Blame.WORKER),
    /** The script failed before it was ready. */
    BOOT_ERROR(Blame.WORKER),
    /** Not ready in time. */
    START_TIMEOUT(Blame.WORKER),
    /** It thought its parent was gone. */
    PARENT_GONE(Blame.WORKER),
    /** SIGKILL or SIGTERM from somebody else. */
    KILLED_UNKNOWN(Blame.WORKER),
    /** Ended by itself, unasked, with a status that says nothing. */
    EXITED(Blame.WORKER);

    private enum Blame {
        NOBODY,
        /** A strike for the document, nothing for the circuit. */
        DOCUMENT,
        /** Both. */
        CRASH,
        /** The circuit only. */
        WORKER
    }

    private final Blame blame;

    ExitReason(Blame blame) {
        this.blame = blame;
    }

    /** Metric label and {@code worker_exit} of a problem: lower case, words joined by {@code -}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the document under way gets a strike in the quarantine. */
    boolean strikes() {
        return blame == Blame.DOCUMENT || blame == Blame.CRASH;
    }

    /** Whether it counts for the circuit breaker when it ended a worker that was ready. */
    boolean counts() {
        return blame == Blame.WORKER || blame == Blame.CRASH;
    }

    /** Nobody's fault: no warning. */
    boolean blameless() {
        return planned() || this == CANCELLED;
    }

    boolean planned() {
        return this == RECYCLED || this == STOPPED;
    }

    /** What the caller of the call under way is told. */
    FailureKind failureKind() {
        return switch (this) {
            case TIMEOUT, STALLED, CPU_LIMIT -> FailureKind.DEADLINE_EXCEEDED;
            case OOM, OOM_POD, OOM_SELF, OOM_KERNEL -> FailureKind.OUT_OF_MEMORY;
            case CANCELLED -> FailureKind.CANCELLED;
            case STOPPED -> FailureKind.DRAINING;
            case RECYCLED,
                    NOT_ACCEPTED,
                    PROTOCOL,
                    NATIVE_CRASH,
                    FILE_LIMIT,
                    SECCOMP,
                    SANDBOX_FAILED,
                    BOOT_ERROR,
                    START_TIMEOUT,
                    PARENT_GONE,
                    KILLED_UNKNOWN,
                    EXITED ->
                    FailureKind.WORKER_CRASHED;
        };
    }
}
