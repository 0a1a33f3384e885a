package io.pagebridge.api;

import io.pagebridge.failure.FailureKind;
import java.time.Duration;

/** When to come back, for failures that did not say it themselves. */
final class RetryAfter {
    private RetryAfter() {}

    static Duration usual(FailureKind kind) {
        return switch (kind) {
            case QUEUE_FULL -> Duration.ofSeconds(1);
            case WORKER_CRASHED, OUT_OF_MEMORY, NOT_READY, DRAINING, CIRCUIT_OPEN ->
                    Duration.ofSeconds(5);
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
