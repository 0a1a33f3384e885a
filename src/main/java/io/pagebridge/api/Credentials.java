package io.pagebridge.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** The keys that a request presents. */
final class Credentials {
    private static final String BEARER = "Bearer ";

    private Credentials() {}

    static List<String> present(HttpServerRequest request) {
        List<String> keys = new ArrayList<>();
        String authorization = request.getHeader("Authorization");
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            keys.add(authorization.substring(BEARER.length()).strip());
        }
        String key = request.getHeader("X-Api-Key");
        if (key != null) {
            keys.add(key.strip());
        }
        return keys;
    }
}
