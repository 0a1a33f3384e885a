package io.pagebridge.routes;

import java.util.Set;

/**
 * One path of one module.
 *
 * @param module its number in the worker
 * @param template as declared, for example {@code /hello/{name}}; label in metrics
 * @param methods that the module declared; empty: it takes every method
 */
record Route(int module, String template, Set<String> methods) {
    /** The method the module is asked with, null when it does not serve it: HEAD is a GET without its body. */
    String served(String method) {
        if (methods.isEmpty()) {
            return method.equals("HEAD") ? "GET" : method;
        }
        if (methods.contains(method)) {
            return method;
        }
        return method.equals("HEAD") && methods.contains("GET") ? "GET" : null;
    }
}
