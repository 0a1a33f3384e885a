package io.pagebridge.api;

import jakarta.ws.rs.NotSupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** {@code Content-Encoding} of a request: gzip of a raw body is undone, anything else is refused, nothing is ignored. */
final class BodyEncoding {
    private static final int STEP = 16 * 1024;

    private BodyEncoding() {}

    /** Bounded by whoever reads it: a small body may hold a very large one. */
    static InputStream decoded(InputStream untrustedBody, String untrustedEncoding)
            throws IOException {
        return switch (name(untrustedEncoding)) {
            case "", "identity" -> untrustedBody;
            case "gzip", "x-gzip" -> new GZIPInputStream(untrustedBody, STEP);
            default -> throw new NotSupportedException();
        };
    }

    /** Forms are read by the framework, which knows no encodings. */
    static void refuseForForm(String untrustedEncoding) {
        String name = name(untrustedEncoding);
        if (!name.isEmpty() && !name.equals("identity")) {
            throw new NotSupportedException();
        }
    }

    private static String name(String untrustedEncoding) {
        return untrustedEncoding == null ? "" : untrustedEncoding.strip().toLowerCase(Locale.ROOT);
    }
}
