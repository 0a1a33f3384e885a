package io.pagebridge.worker.protocol;

import java.io.IOException;

/** The two sides no longer agree on where frames begin or what they belong to: the worker must be killed. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public ProtocolException(Refusal refusal, String message) {
        super(refusal.label() + ": " + message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
