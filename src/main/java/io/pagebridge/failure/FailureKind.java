package io.pagebridge.failure;

/**
 * Every way in which a job can fail. The {@linkplain #code() code} is the last segment of the problem's URI ({@code
 * /problems/<code>}), the {@code error.code} of a worker's frame where a worker reports it, and the value of the
 * {@code outcome} label in metrics: one list for both languages, pinned by a test.
 */
public enum FailureKind {
    INVALID_REQUEST("invalid-request", Category.REQUEST, 400, false),
    UNAUTHORIZED("unauthorized", Category.REQUEST, 401, false),
    NOT_ACCEPTABLE("not-acceptable", Category.REQUEST, 406, false),
    BODY_TOO_LARGE("body-too-large", Category.REQUEST, 413, false),
    OUTPUT_TOO_LARGE("output-too-large", Category.DOCUMENT, 413, false),
    NOT_A_PDF("not-a-pdf", Category.DOCUMENT, 415, false),
    PDF_ENCRYPTED("pdf-encrypted", Category.DOCUMENT, 422, false),
    PDF_CORRUPT("pdf-corrupt", Category.DOCUMENT, 422, false),
    TOO_MANY_PAGES("too-many-pages", Category.DOCUMENT, 422, false),
    DOCUMENT_QUARANTINED("document-quarantined", Category.DOCUMENT, 422, false),
    QUEUE_FULL("queue-full", Category.CAPACITY, 429, true),
    CANCELLED("cancelled", Category.REQUEST, 499, false),
    WORKER_CRASHED("worker-crashed", Category.WORKER, 503, true),
    OUT_OF_MEMORY("out-of-memory", Category.WORKER, 503, true),
    NOT_READY("not-ready", Category.CAPACITY, 503, true),
    DRAINING("draining", Category.CAPACITY, 503, true),
    CIRCUIT_OPEN("circuit-open", Category.CAPACITY, 503, true),
    DEADLINE_EXCEEDED("deadline-exceeded", Category.WORKER, 504, true),
    INTERNAL("internal", Category.INTERNAL, 500, false);

    /** Who has to do something about it. */
    public enum Category {
        /** The caller sent something that cannot be served as it stands. */
        REQUEST,
        /** The document cannot be read; sending it again does not help. */
        DOCUMENT,
        /** The service cannot take the job now; sending it again later does help. */
        CAPACITY,
        /** A worker was lost over this job. */
        WORKER,
        /** A defect of ours. */
        INTERNAL
    }

    private final String code;
    private final Category category;
    private final int status;
    private final boolean retryable;

    FailureKind(String code, Category category, int status, boolean retryable) {
        this.code = code;
        this.category = category;
        this.status = status;
        this.retryable = retryable;
    }

    /** The stable name: lower case, words joined by {@code -}. */
    public String code() {
        return code;
    }

    public Category category() {
        return category;
    }

    /** The HTTP status of the native contract; 499 is only ever logged. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryable() {
        return retryable;
    }
}
