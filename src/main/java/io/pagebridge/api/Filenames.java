package io.pagebridge.api;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a raw body: {@code X-Filename} (URL-encoded), else {@code Content-Disposition}. */
final class Filenames {
    private static final Pattern EXTENDED =
            Pattern.compile("filename\\*\\s*=\\s*UTF-8''([^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN =
            Pattern.compile(
                    "filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))",
                    Pattern.CASE_INSENSITIVE);
    private static final int LIMIT = 2048;

    private Filenames() {}

    /** Null when the caller gave none. */
    static String of(HttpServerRequest request) {
        String name = request.getHeader("X-Filename");
        return name != null
                ? decoded(bounded(name))
                : fromDisposition(request.getHeader("Content-Disposition"));
    }

    static String fromDisposition(String untrustedHeader) {
        if (untrustedHeader == null) {
            return null;
        }
        String header = bounded(untrustedHeader);
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            return decoded(extended.group(1));
        }
        Matcher plain = PLAIN.matcher(header);
        if (!plain.find()) {
            return null;
        }
        return plain.group(1) != null ? plain.group(1).replaceAll("\\\\(.)", "$1") : plain.group(2);
    }

    private static String decoded(String text) {
        try {
            // A plus is a plus here: the header is percent-encoded, not a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String bounded(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT);
    }
}
