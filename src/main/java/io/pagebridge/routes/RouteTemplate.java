package io.pagebridge.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path with at least one {@code {name}}, cut into its segments. */
final class RouteTemplate {
    final Route route;
    private final String[] segments;

    RouteTemplate(Route route) {
        this.route = route;
        this.segments = route.template().split("/", -1);
    }

    /** The values of the names, null when the path is another. A name takes no empty segment. */
    Map<String, List<String>> match(String[] path) {
        if (path.length != segments.length) {
            return null;
        }
        Map<String, List<String>> params = new LinkedHashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (isName(segments[i]) && !path[i].isEmpty()) {
                String name = segments[i].substring(1, segments[i].length() - 1);
                params.put(name, List.of(path[i]));
            } else if (!segments[i].equals(path[i])) {
                return null;
            }
        }
        return params;
    }

    /** Sorts the more literal one first: 0 for a plain segment, 1 for a name, from the left. */
    String rank() {
        StringBuilder rank = new StringBuilder();
        for (String segment : segments) {
            rank.append(isName(segment) ? '1' : '0');
        }
        return rank.toString();
    }

    static boolean hasNames(String template) {
        return template.contains("{");
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }
}
