package io.pagebridge.failure;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A job failed in a way the caller is told about. The message is written for the caller: it names what was wrong, which
 * field or page, and what is allowed; never a path, a stack, a password or the document's text.
 */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final transient Map<String, Object> details;

    public FailureException(FailureKind kind, String message) {
        this(kind, message, Map.of(), null);
    }

    public FailureException(FailureKind kind, String message, Map<String, Object> details) {
        this(kind, message, details, null);
    }

    /**
     * @param details further members of the problem body, for example {@code page}, {@code worker_exit} (values: string,
     *     number or boolean) and {@code retry_after} ({@link Duration})
     */
    public FailureException(
            FailureKind kind, String message, Map<String, Object> details, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.details = Map.copyOf(details);
    }

    public FailureKind kind() {
        return kind;
    }

    /** Further members of the problem body. */
    public Map<String, Object> details() {
        return details;
    }

    /** How long the caller should wait before it tries again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable((Duration) details.get("retry_after"));
    }
}
