package io.pagebridge.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** The keys that a request presents. */
final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String API_KEY = "X-Api-Key";

    private Credentials() {}

    /** Takes admitted keys off the request: a route's module, and what it may print, have no use for them. */
    static void forget(HttpServerRequest request, ApiKeys keys) {
        String key = request.getHeader(API_KEY);
        if (key != null && keys.admits(key.strip())) {
            request.headers().remove(API_KEY);
        }
        String bearer = bearer(request);
        if (bearer != null && keys.admits(bearer)) {
            request.headers().remove(HttpHeaders.AUTHORIZATION);
        }
    }

    static List<String> present(HttpServerRequest request) {
        List<String> keys = new ArrayList<>();
        String bearer = bearer(request);
        if (bearer != null) {
            keys.add(bearer);
        }
        String key = request.getHeader(API_KEY);
        if (key != null) {
            keys.add(key.strip());
        }
        return keys;
    }

    private static String bearer(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bears =
                authorization != null
                        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bears ? authorization.substring(BEARER.length()).strip() : null;
    }
}
