package io.pagebridge.extraction;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Failures as callers hear them. What a worker said itself is replaced by our own sentence: an exception of a library
 * may quote the document or name a path.
 */
final class WorkerFailures {
    private static final String SAID_BY_WORKER = "worker_code";
    private static final Set<String> TOLD =
            Set.of(
                    "worker_exit",
                    "worker_pid",
                    "password_tried",
                    "pages",
                    "limit",
                    "page",
                    "option",
                    "retry_after");

    private WorkerFailures() {}

    static FailureException told(FailureException failure) {
        if (!failure.details().containsKey(SAID_BY_WORKER)) {
            return failure;
        }
        Map<String, Object> details = new LinkedHashMap<>(failure.details());
        details.keySet().retainAll(TOLD);
        return new FailureException(failure.kind(), sentence(failure), details, failure);
    }

    private static String sentence(FailureException failure) {
        Map<String, Object> details = failure.details();
        return switch (failure.kind()) {
            case PDF_ENCRYPTED ->
                    Boolean.TRUE.equals(details.get("password_tried"))
                            ? "The password that was given does not open the PDF."
                            : "The PDF is encrypted and no password was given.";
            case PDF_CORRUPT -> "The PDF is damaged and cannot be opened.";
            case TOO_MANY_PAGES ->
                    "The PDF has %s pages; at most %s are read."
                            .formatted(
                                    details.getOrDefault("pages", "too many"),
                                    details.getOrDefault("limit", "fewer"));
            case OUT_OF_MEMORY -> "The worker ran out of memory over this document.";
            case DEADLINE_EXCEEDED -> "The document took too long and was stopped.";
            case CANCELLED -> "The caller left.";
            // Written for callers by the part of the worker that checks its arguments.
            case INVALID_REQUEST -> failure.getMessage();
            case NOT_A_PDF -> "The file is not a PDF.";
            case UNAUTHORIZED,
                    NOT_ACCEPTABLE,
                    BODY_TOO_LARGE,
                    OUTPUT_TOO_LARGE,
                    DOCUMENT_QUARANTINED,
                    QUEUE_FULL,
                    WORKER_CRASHED,
                    NOT_READY,
                    DRAINING,
                    CIRCUIT_OPEN,
                    INTERNAL ->
                    "The worker failed over this document.";
        };
    }

    /** What becomes of any failure once its caller has gone. */
    static FailureException cancelled() {
        return new FailureException(FailureKind.CANCELLED, "The caller left.");
    }
}
