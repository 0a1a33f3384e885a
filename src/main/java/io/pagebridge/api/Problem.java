package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of every answer that is not a success: RFC 9457, with our further members.
 *
 * @param kind last segment of {@code type}: the code of a {@code FailureKind} or one of HTTP's own
 * @param retryAfter null where it is not known
 * @param further members such as {@code page}, {@code worker_exit}, {@code option}; never a path, a stack or text of a
 *     document
 */
record Problem(
        String kind,
        int status,
        String detail,
        boolean retryable,
        Duration retryAfter,
        Map<String, Object> further) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(FailureException failure) {
        Map<String, Object> further = new TreeMap<>(failure.details());
        further.remove("retry_after");
        // For the log only: callers are told how a worker ended, not which it was.
        further.remove("worker_pid");
        return new Problem(
                failure.kind().code(),
                failure.kind().status(),
                failure.getMessage(),
                failure.kind().retryable(),
                RetryAfter.of(failure),
                further);
    }

    static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind.code(), kind.status(), detail, false, null, Map.of());
    }

    String type() {
        return "/problems/" + kind;
    }

    String title() {
        return ProblemTitles.of(kind);
    }

    /** Whole seconds, at least one; null where it is not known. */
    Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
