package io.pagebridge.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.worker.MemoryBudget;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Starts what the routes need when a directory is set, replaces it when it has changed, ends it with the service. */
@ApplicationScoped
class RouteBeans {
    private static final Logger LOG = Logger.getLogger(RouteBeans.class);

    /** Before the service's own endpoints, after its gate. */
    private static final int ORDER = 10;

    private static final long OVERDUE_EVERY_MS = 500;

    private final RoutesConfig config;
    private final ChunksConfig chunks;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private volatile RunningRoutes running;
    private volatile RouteReload reload;

    RouteBeans(RoutesConfig config, ChunksConfig chunks, MeterRegistry meters, Vertx vertx) {
        this.config = config;
        this.chunks = chunks;
        this.meters = meters;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        if (config.directory().isPresent()) {
            router.route()
                    .order(ORDER)
                    .handler(
                            context -> {
                                RunningRoutes now = running;
                                if (now == null) {
                                    context.next();
                                } else {
                                    now.endpoint().handle(context);
                                }
                            });
        }
    }

    void start(@Observes StartupEvent started) throws IOException {
        if (config.directory().isEmpty()) {
            if (chunks.hook().isPresent()) {
                throw new IllegalStateException(
                        "pagebridge.chunks.hook=%s needs pagebridge.routes.directory, the directory with its module"
                                .formatted(chunks.hook().get()));
            }
            return;
        }
        RouteSettings settings = settings();
        running = RunningRoutes.start(settings, RouteMeters.of(meters).publish());
        vertx.setPeriodic(OVERDUE_EVERY_MS, id -> running.batcher().refuseOverdue());
        LOG.infof("routes: %d from %s", running.table().size(), settings.directory());
        if (config.reload().orElse(LaunchMode.current() == LaunchMode.DEVELOPMENT)) {
            reload = RouteReload.start(settings.directory(), this::replace);
        }
    }

    private RouteSettings settings() {
        return new RouteSettings(
                config, chunks, config.directory().orElseThrow().toAbsolutePath().normalize());
    }

    /** A new generation of workers; the old one serves until it stands, and on when it cannot. */
    private void replace() throws InterruptedException {
        RunningRoutes next;
        try {
            next = RunningRoutes.start(settings(), RouteMeters.of(meters));
        } catch (IllegalStateException | IOException broken) {
            LOG.warnf("routes: not reloaded, the old ones go on: %s", broken.getMessage());
            return;
        }
        RunningRoutes before = running;
        before.meters().withdraw();
        next.meters().publish();
        running = next;
        LOG.infof("routes: reloaded, %d", next.table().size());
        before.retire(next, config.deadline());
    }

    /** Empty when there are none. */
    Optional<RunningRoutes> running() {
        return Optional.ofNullable(running);
    }

    /** What the service's budget has to know; null without routes. */
    @Produces
    @Dependent
    MemoryBudget.Share share() {
        return config.directory().isEmpty()
                ? null
                : MemoryBudget.Share.of(RouteSettings.POOL, settings().pool());
    }

    void drain(@Observes ShutdownDelayInitiatedEvent stopping) throws InterruptedException {
        stopReloading();
        if (running != null) {
            running.batcher().drain(config.deadline());
        }
    }

    private void stopReloading() {
        if (reload != null) {
            reload.close();
        }
    }

    @PreDestroy
    void stop() {
        stopReloading();
        if (running != null) {
            running.close();
        }
    }
}
