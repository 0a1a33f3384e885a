package io.pagebridge.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * How long a request's first line and headers may be. The server's own limits are far above: it answers without a body,
 * and what is over these is answered with a problem.
 */
final class HeadLimits {
    /** A thousand ranges of pages in a query. */
    static final int MOST_OF_PATH = 32 << 10;

    static final int MOST_OF_HEADERS = 20 << 10;

    /** Blank, colon and line end of each header. */
    private static final int BESIDES = 4;

    private HeadLimits() {}

    /** Null when it is all right. */
    static Problem fault(HttpServerRequest request) {
        if (request.uri().length() > MOST_OF_PATH) {
            return problem(
                    414,
                    "The path and its query are longer than %,d bytes; options may also be sent as fields of a form."
                            .formatted(MOST_OF_PATH));
        }
        long headers = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            headers += header.getKey().length() + (long) header.getValue().length() + BESIDES;
        }
        return headers <= MOST_OF_HEADERS
                ? null
                : problem(431, "The headers are longer than %,d bytes.".formatted(MOST_OF_HEADERS));
    }

    private static Problem problem(int status, String detail) {
        return new Problem(ProblemKind.HTTP_ERROR.code(), status, detail, false, null, Map.of());
    }
}
