package io.pagebridge.routes;

import io.netty.channel.EventLoop;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The HTTP side of the routes: from a request to the batcher and back. Event loops; never blocks. */
final class RouteEndpoint {
    private final RouteTable table;
    private final RequestBatcher batcher;
    private final RouteMetrics metrics;
    private final long bodyLimit;
    private final RouteMemory memory;
    private final Map<Route, Pace> paces = new ConcurrentHashMap<>();
    private volatile RouteEndpoint successor;

    RouteEndpoint(
            RouteTable table,
            RequestBatcher batcher,
            RouteMetrics metrics,
            RouteMemory memory,
            long bodyLimit) {
        this.table = table;
        this.batcher = batcher;
        this.metrics = metrics;
        this.bodyLimit = bodyLimit;
        this.memory = memory;
    }

    /** A newer generation serves from now on; requests whose bodies are still being read go there. */
    void succeededBy(RouteEndpoint next) {
        successor = next;
    }

    void handle(RoutingContext context) {
        RouteMatch match = table.match(context.request().path());
        if (match == null) {
            context.next();
            return;
        }
        label(context, match.route());
        long begun = System.nanoTime();
        Route route = match.route();
        String method = context.request().method().name();
        context.addEndHandler(
                end ->
                        metrics.answered(
                                route,
                                method,
                                context.response().getStatusCode(),
                                System.nanoTime() - begun));
        String served = route.served(method);
        if (served == null) {
            context.response().putHeader(HttpHeaders.ALLOW, allow(route));
            if (method.equals("OPTIONS")) {
                context.response().setStatusCode(204).end();
            } else {
                RouteProblems.methodNotAllowed(context);
            }
            return;
        }
        RequestBody.read(
                context, bodyLimit, memory, body -> submit(context, match, served, body, begun));
    }

    /** The framework's own metrics go by template, not by path. */
    @SuppressWarnings("deprecation") // the key is the framework's
    private static void label(RoutingContext context, Route route) {
        ContextInternal current = (ContextInternal) context.vertx().getOrCreateContext();
        if (current.isDuplicate()) {
            current.putLocal("UrlPathTemplate", route.template());
        }
    }

    private void submit(
            RoutingContext context, RouteMatch match, String method, byte[] body, long since) {
        HttpServerRequest request = context.request();
        EventLoop loop = ((ContextInternal) context.vertx().getOrCreateContext()).nettyEventLoop();
        RouteRequest asked =
                new RouteRequest(
                        match.route(),
                        paces.computeIfAbsent(match.route(), route -> new Pace()),
                        method,
                        match.path(),
                        match.params(),
                        request.query() == null ? Map.of() : lists(context.queryParams(), false),
                        lists(request.headers(), true),
                        body,
                        loop,
                        answer -> send(context, answer),
                        since,
                        0);
        if (!batcher.submit(asked)) {
            RouteEndpoint next = successor;
            RouteMatch again = next == null ? null : next.table.match(request.path());
            String served = again == null ? null : again.route().served(request.method().name());
            if (served == null) {
                RequestBatcher.refuseDraining(asked);
            } else {
                next.submit(context, again, served, body, since);
            }
        }
    }

    private static Map<String, List<String>> lists(MultiMap values, boolean lower) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> {
                    String key = lower ? name.toLowerCase(Locale.ROOT) : name;
                    lists.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
                });
        return lists;
    }

    private static String allow(Route route) {
        Set<String> methods = new TreeSet<>(route.methods());
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private void send(RoutingContext context, RouteAnswer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        switch (answer) {
            case RouteAnswer.Failed failed -> RouteProblems.send(context, failed.failure());
            case RouteAnswer.Returned returned -> {
                response.setStatusCode(returned.status());
                returned.headers().forEach((name, values) -> response.putHeader(name, values));
                if (returned.status() == 204 || returned.status() == 304) {
                    response.end();
                    return;
                }
                if (!response.headers().contains(HttpHeaders.CONTENT_TYPE)) {
                    response.putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            returned.text()
                                    ? "text/plain;charset=UTF-8"
                                    : "application/octet-stream");
                }
                if (context.request().method().name().equals("HEAD")) {
                    String length = Integer.toString(returned.body().length);
                    response.putHeader(HttpHeaders.CONTENT_LENGTH, length).end();
                } else {
                    int bytes = returned.body().length;
                    memory.add(bytes);
                    response.end(Buffer.buffer(returned.body()))
                            .onComplete(written -> memory.fetched(bytes));
                }
            }
        }
    }
}
