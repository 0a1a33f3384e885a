package io.pagebridge.api;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The id under which one request is answered, logged and known to the worker. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final String KEY = "pagebridge.request-id";
    private static final int LIMIT = 128;

    private RequestIds() {}

    /** The caller's id, bounded and freed of everything but plain characters, or a new one. */
    static String take(String untrustedId) {
        String id = untrustedId == null ? "" : untrustedId.replaceAll("[^A-Za-z0-9._:@/+=-]", "");
        if (id.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        return id.length() <= LIMIT ? id : id.substring(0, LIMIT);
    }

    static void keep(RoutingContext context, String id) {
        context.put(KEY, id);
    }

    /** The current request's id; a new one for requests that never passed the gate. */
    static String of(RoutingContext context) {
        String id = context == null ? null : context.get(KEY);
        return id == null ? UUID.randomUUID().toString() : id;
    }
}
