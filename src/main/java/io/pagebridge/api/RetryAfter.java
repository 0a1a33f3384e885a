package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import java.time.Duration;

/** When to come back: what the failure says where that can be known, else what the contract promises. */
final class RetryAfter {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private RetryAfter() {}

    /** Null where waiting does not help. */
    static Duration of(FailureException failure) {
        return switch (failure.kind()) {
            case QUEUE_FULL -> failure.retryAfter().orElse(Duration.ofSeconds(1));
            case NOT_READY, DRAINING, CIRCUIT_OPEN -> failure.retryAfter().orElse(A_WHILE);
            case WORKER_CRASHED, OUT_OF_MEMORY -> A_WHILE;
            case INVALID_REQUEST,
                    UNAUTHORIZED,
                    NOT_ACCEPTABLE,
                    BODY_TOO_LARGE,
                    OUTPUT_TOO_LARGE,
                    NOT_A_PDF,
                    PDF_ENCRYPTED,
                    PDF_CORRUPT,
                    TOO_MANY_PAGES,
                    DOCUMENT_QUARANTINED,
                    CANCELLED,
                    DEADLINE_EXCEEDED,
                    INTERNAL ->
                    null;
        };
    }
}
