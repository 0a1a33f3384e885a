package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import java.util.List;
import java.util.Map;

/** How a request ended. */
sealed interface RouteAnswer {
    /**
     * What the module returned, checked.
     *
     * @param headers without those that are the server's own
     * @param text whether the body was a {@code str}
     */
    record Returned(int status, Map<String, List<String>> headers, byte[] body, boolean text)
            implements RouteAnswer {}

    /** The module raised, returned nonsense, or its worker was lost. */
    record Failed(FailureException failure) implements RouteAnswer {}
}
