package io.pagebridge.routes;

import java.util.List;
import java.util.Map;

/**
 * What a path leads to.
 *
 * @param path as called, decoded
 * @param params the path's own values by the names in the template
 */
record RouteMatch(Route route, String path, Map<String, List<String>> params) {}
