package io.pagebridge.routes;

import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.worker.PoolSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * What the routes mean for the probes. Their pool never decides whether documents can be sent here, except where every
 * document needs it: with a chunk hook without which documents fail. It never decides about liveness: a restart would
 * cost the documents under way, and the pool starts its workers anew by itself.
 */
@ApplicationScoped
class RouteChecks {
    private final RouteBeans routes;
    private final ChunksConfig chunks;

    RouteChecks(RouteBeans routes, ChunksConfig chunks) {
        this.routes = routes;
        this.chunks = chunks;
    }

    /** All modules could be imported, and the hook was found: without that the service does not start at all. */
    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started() {
        return () -> check("routes-started", state -> true);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck ready() {
        boolean needed =
                chunks.hook().isPresent() && chunks.hookFailure() == ChunksConfig.HookFailure.ERROR;
        return () -> check("routes", state -> !needed || state.ready());
    }

    private HealthCheckResponse check(String name, Predicate<PoolSnapshot> holds) {
        HealthCheckResponseBuilder check =
                HealthCheckResponse.named(name).withData("hook", chunks.hook().orElse("none"));
        RunningRoutes running = routes.running().orElse(null);
        if (running == null) {
            return check.withData("state", "off").up().build();
        }
        PoolSnapshot state = running.pool().state();
        return check.withData("state", state.state().name().toLowerCase(Locale.ROOT))
                .withData("routes", running.table().size())
                .withData("workers", state.usable())
                .withData("busy", state.busy())
                .withData("size", state.size())
                .withData("waiting", running.batcher().waiting())
                .withData("sandbox", state.sandbox())
                .status(holds.test(state))
                .build();
    }
}
