package io.pagebridge.routes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One request on its way to a worker. Handed from the event loop to one lane at a time; answered exactly once, on
 * {@code loop}.
 *
 * @param loop where the answer is given: answers for the same loop go there together
 * @param since {@link System#nanoTime()} when it joined the line
 * @param attempt 0, or how often a worker was lost before it was begun
 */
record RouteRequest(
        Route route,
        Pace pace,
        String method,
        String path,
        Map<String, List<String>> params,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body,
        Executor loop,
        Consumer<RouteAnswer> answer,
        long since,
        int attempt) {

    RouteRequest again() {
        return new RouteRequest(
                route,
                pace,
                method,
                path,
                params,
                query,
                headers,
                body,
                loop,
                answer,
                since,
                attempt + 1);
    }
}
