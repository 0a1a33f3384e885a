package io.pagebridge.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;

/**
 * The meters of one generation of workers. Counters go on where the generation before has left them; its gauges, which
 * would show a pool that is gone, are withdrawn before the next one is published.
 */
record RouteMeters(CompositeMeterRegistry registry, MeterRegistry service) {
    static RouteMeters of(MeterRegistry service) {
        return new RouteMeters(new CompositeMeterRegistry(), service);
    }

    /** From here on the service shows them. */
    RouteMeters publish() {
        registry.add(service);
        return this;
    }

    /** Its gauges are shown no more; their names are free for the next generation. */
    void withdraw() {
        for (Meter meter : List.copyOf(registry.getMeters())) {
            if (meter instanceof Gauge) {
                registry.remove(meter);
            }
        }
    }
}
