package io.pagebridge.worker;

import java.io.IOException;
import java.io.InputStream;

/** The body of a call could not be read to its announced length. The caller's fault, not the worker's. */
final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Reads at least one byte. */
    static int read(InputStream body, byte[] target, int most) throws BodyException {
        try {
            int count = body.read(target, 0, most);
            if (count > 0) {
                return count;
            }
        } catch (IOException | RuntimeException e) {
            throw new BodyException("the body of the call could not be read", e);
        }
        throw new BodyException("the body of the call is shorter than announced", null);
    }
}
