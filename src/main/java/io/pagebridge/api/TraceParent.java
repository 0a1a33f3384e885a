package io.pagebridge.api;

import java.util.regex.Pattern;

/** The W3C trace context that a caller sends along. */
final class TraceParent {
    static final String HEADER = "traceparent";

    private static final Pattern VALID =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** Null where there is none or it is malformed: the specification wants such a one ignored. */
    static String of(String untrustedHeader) {
        return untrustedHeader != null && VALID.matcher(untrustedHeader).matches()
                ? untrustedHeader
                : null;
    }
}
