package io.pagebridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which path leads to which module. Immutable; made from what a worker tells about its modules. */
final class RouteTable {
    /** First segments that the service and its drop-in contracts answer, now or later. */
    private static final Set<String> OURS =
            Set.of(
                    "v1",
                    "q",
                    "problems", // native
                    "tika",
                    "rmeta",
                    "meta",
                    "detect",
                    "language",
                    "unpack",
                    "version", // Tika
                    "general",
                    "healthcheck", // Unstructured
                    "health",
                    "ready", // docling
                    "process"); // Open WebUI

    private final Map<String, Route> plain = new HashMap<>();
    private final List<RouteTemplate> templates = new ArrayList<>();
    private final Map<String, Route> roots = new HashMap<>();

    private RouteTable() {}

    /**
     * @param told the result of the call {@code routes}
     * @throws IllegalStateException with a sentence for the operator
     */
    static RouteTable of(JsonNode told) {
        if (told.hasNonNull("problem")) {
            throw new IllegalStateException(told.path("problem").asText());
        }
        RouteTable table = new RouteTable();
        int number = 0;
        for (JsonNode module : told.path("modules")) {
            table.add(number++, module.path("name").asText(), module.path("routes"));
        }
        table.templates.sort(Comparator.comparing(RouteTemplate::rank));
        return table;
    }

    private void add(int module, String name, JsonNode routes) {
        if (routes.isNull()) {
            refuseOurs(name, "/" + name);
            roots.put(name, new Route(module, "/" + name + "/*", Set.of()));
            return;
        }
        for (Map.Entry<String, JsonNode> declared : routes.properties()) {
            String path = declared.getKey();
            refuseOurs(name, path);
            Set<String> methods = new TreeSet<>();
            declared.getValue().forEach(method -> methods.add(method.asText()));
            Route route = new Route(module, path, methods);
            // A plain path is also a template without names: it may come encoded.
            templates.add(new RouteTemplate(route));
            if (!RouteTemplate.hasNames(path)) {
                plain.put(path, route);
            }
        }
    }

    private static void refuseOurs(String module, String path) {
        String first = path.substring(1).split("/", 2)[0];
        if (OURS.contains(first) || path.equals("/") || first.startsWith("{")) {
            throw new IllegalStateException(
                    "pagebridge.routes: %s.py serves %s, but / and everything under /%s belong to the service, and the first segment must be plain"
                            .formatted(module, path, String.join(", /", new TreeSet<>(OURS))));
        }
    }

    /**
     * Null when there is no such path. Cut into segments before it is decoded: an encoded slash is part of a name.
     *
     * @param raw as it came
     */
    RouteMatch match(String raw) {
        if (raw == null) {
            return null;
        }
        Route exact = plain.get(raw);
        if (exact != null) {
            return new RouteMatch(exact, raw, Map.of());
        }
        String[] segments = raw.split("/", -1);
        String path = raw;
        if (raw.indexOf('%') >= 0) {
            for (int i = 0; i < segments.length; i++) {
                segments[i] = decoded(segments[i]);
                if (segments[i] == null) {
                    return null;
                }
            }
            path = String.join("/", segments);
        }
        return match(segments, path);
    }

    private RouteMatch match(String[] segments, String path) {
        for (RouteTemplate template : templates) {
            Map<String, List<String>> params = template.match(segments);
            if (params != null) {
                return new RouteMatch(template.route, path, params);
            }
        }
        Route root = segments.length < 2 ? null : roots.get(segments[1]);
        return root == null ? null : new RouteMatch(root, path, Map.of());
    }

    /** Null when it is nothing. A plus stays a plus. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    int size() {
        return templates.size() + roots.size();
    }
}
