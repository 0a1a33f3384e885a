package io.pagebridge.engine;

/**
 * A worker handed over page content that breaks the format: a count, range or length that cannot be. Nothing of that
 * part was taken; the worker that sent it is not used again.
 */
public final class UntrustedContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UntrustedContentException(String message) {
        super(message);
    }

    UntrustedContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
