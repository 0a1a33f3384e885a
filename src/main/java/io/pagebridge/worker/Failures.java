package io.pagebridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exceptions of this package, with sentences for the caller: no path, no stack, nothing of the document. */
final class Failures {
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_DETAILS = 20;

    private Failures() {}

    /** The worker under the call ended. */
    static FailureException lost(ExitReason reason) {
        String message =
                switch (reason.failureKind()) {
                    case DEADLINE_EXCEEDED -> "The document took too long and was stopped";
                    case OUT_OF_MEMORY -> "The worker ran out of memory over this document";
                    case CANCELLED -> "The call was cancelled";
                    case DRAINING -> "The service is shutting down";
                    default -> "The worker process was lost while it read this document";
                };
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("worker_exit", reason.label());
        if (reason.failureKind().retryable()) {
            details.put("retry_after", Duration.ofSeconds(1));
        }
        return new FailureException(
                reason.failureKind(), message + " (" + reason.label() + ").", details);
    }

    /** The worker answered with an error frame. */
    static FailureException answered(WorkerMessage.Failed error) {
        FailureKind kind = FailureKind.INTERNAL;
        for (FailureKind known : FailureKind.values()) {
            if (known.code().equals(error.code())) {
                kind = known;
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("worker_code", cut(error.code()));
        if (error.detail().isPresent()) {
            for (Map.Entry<String, JsonNode> member : error.detail().get().properties()) {
                Object value = scalar(member.getValue());
                if (value != null && details.size() < MAX_DETAILS) {
                    details.putIfAbsent(cut(member.getKey()), value);
                }
            }
        }
        if (kind.retryable()) {
            details.put("retry_after", Duration.ofSeconds(1));
        }
        return new FailureException(kind, cut(error.message()), details);
    }

    static FailureException refused(FailureKind kind, String message, Duration retryAfter) {
        return new FailureException(kind, message, Map.of("retry_after", retryAfter));
    }

    static FailureException shuttingDown() {
        return refused(
                FailureKind.DRAINING, "The service is shutting down.", Duration.ofSeconds(5));
    }

    static FailureException cancelled() {
        return new FailureException(FailureKind.CANCELLED, "The call was cancelled.");
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        return value.isTextual() ? cut(value.textValue()) : null;
    }

    private static String cut(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }
}
