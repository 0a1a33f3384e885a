package io.pagebridge.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Starts what the routes need when a directory is set, and ends it with the service. */
@ApplicationScoped
class RouteBeans {
    private static final Logger LOG = Logger.getLogger(RouteBeans.class);

    /** Before the service's own endpoints, after its gate. */
    private static final int ORDER = 10;

    private final RoutesConfig config;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private volatile RunningRoutes running;

    RouteBeans(RoutesConfig config, MeterRegistry meters, Vertx vertx) {
        this.config = config;
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
            return;
        }
        Path directory = config.directory().get().toAbsolutePath().normalize();
        running = RunningRoutes.start(config, directory, meters);
        vertx.setPeriodic(500, id -> running.batcher().refuseOverdue());
        LOG.infof("routes: %d from %s", running.table().size(), directory);
    }

    void drain(@Observes ShutdownDelayInitiatedEvent stopping) throws InterruptedException {
        if (running != null) {
            running.batcher().drain(config.deadline());
        }
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.close();
        }
    }
}
