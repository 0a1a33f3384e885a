package io.pagebridge.api;

/** Problems of HTTP itself, beside those of {@code FailureKind}. */
enum ProblemKind {
    NOT_FOUND("not-found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", 405),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415),
    HTTP_ERROR("http-error", 0);

    private final String code;
    private final int status;

    ProblemKind(String code, int status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    /** 0 where the kind does not fix it. */
    int status() {
        return status;
    }
}
