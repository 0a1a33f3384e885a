package io.pagebridge.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One timer for each route, method and class of status. All labels are bounded: templates come from the modules,
 * methods HTTP does not know are {@code other}.
 */
final class RouteMetrics {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private record Key(String route, String method, int hundreds) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    RouteMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(RequestBatcher batcher) {
        Gauge.builder("pagebridge.routes.waiting", batcher, RequestBatcher::waiting)
                .description("Requests that wait for a worker")
                .strongReference(true)
                .register(registry);
    }

    void answered(Route route, String method, int status, long nanos) {
        String known = METHODS.contains(method) ? method : "other";
        timers.computeIfAbsent(new Key(route.template(), known, status / 100), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("pagebridge.routes")
                .description("Requests to Python routes, waiting included")
                .tag("route", key.route())
                .tag("method", key.method())
                .tag("status", key.hundreds() + "xx")
                .register(registry);
    }
}
