package io.pagebridge.health;

import io.pagebridge.worker.PoolSnapshot;
import io.pagebridge.worker.PoolState;
import io.pagebridge.worker.WorkerPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What the pool means for the probes, with its figures for the person who looks at them. */
@ApplicationScoped
class PoolChecks {
    /** A worker has been ready once. */
    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started(WorkerPool pool) {
        return () -> check("workers-started", pool, s -> s.state() != PoolState.BOOTING);
    }

    /** At least one worker takes calls and the circuit is not open; a full queue is not unready. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck ready(WorkerPool pool) {
        return () -> check("workers", pool, PoolSnapshot::ready);
    }

    /** The watchdog ticks and there was a worker within the last minutes; a restart helps when not. */
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck live(WorkerPool pool) {
        return () -> check("workers-live", pool, PoolSnapshot::live);
    }

    private static HealthCheckResponse check(
            String name, WorkerPool pool, Predicate<PoolSnapshot> holds) {
        PoolSnapshot state = pool.state();
        return HealthCheckResponse.named(name)
                .withData("pool", state.name())
                .withData("state", state.state().name().toLowerCase(Locale.ROOT))
                .withData("workers", state.usable())
                .withData("busy", state.busy())
                .withData("size", state.size())
                .withData("queued", state.queued())
                .withData("start_failures", state.startFailures())
                .withData("sandbox", state.sandbox())
                .status(holds.test(state))
                .build();
    }
}
