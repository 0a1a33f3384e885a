package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.Locale;

/** The forms in which a document can be answered; a wildcard gets the first that fits, a stream only who names it. */
enum Representation {
    JSON("application/json", "application/json"),
    MARKDOWN("text/markdown", "text/markdown;charset=UTF-8"),
    TEXT("text/plain", "text/plain;charset=UTF-8"),
    NDJSON("application/x-ndjson", "application/x-ndjson"),
    EVENTS("text/event-stream", "text/event-stream;charset=UTF-8");

    private final String mediaType;
    private final String contentType;

    Representation(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** With its character set where the type alone does not fix it. */
    String contentType() {
        return contentType;
    }

    /** Whether it starts before the document is done. */
    boolean streams() {
        return this == NDJSON || this == EVENTS;
    }

    /**
     * The best one by the caller's own weights; JSON where it does not care.
     *
     * @throws FailureException {@link FailureKind#NOT_ACCEPTABLE}
     */
    static Representation choose(String untrustedAccept) {
        if (untrustedAccept == null || untrustedAccept.isBlank()) {
            return JSON;
        }
        Representation best = null;
        double bestWeight = 0;
        for (Representation candidate : values()) {
            double weight = AcceptHeader.weight(untrustedAccept, candidate.mediaType);
            if (weight > bestWeight) {
                best = candidate;
                bestWeight = weight;
            }
        }
        if (best == null) {
            throw new FailureException(
                    FailureKind.NOT_ACCEPTABLE,
                    "Accept has none of application/json, application/x-ndjson, text/event-stream,"
                            + " text/markdown, text/plain.");
        }
        return best;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
