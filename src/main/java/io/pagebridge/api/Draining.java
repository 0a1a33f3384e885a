package io.pagebridge.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * On SIGTERM: new requests are told to go elsewhere at once, those accepted before finish, then the server closes. The
 * server still listens while this waits.
 */
@ApplicationScoped
class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);

    private final InFlight inFlight;
    private final Duration timeout;

    Draining(InFlight inFlight, ApiConfig config) {
        this.inFlight = inFlight;
        this.timeout = config.drainTimeout();
    }

    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        inFlight.drain();
        int waiting = inFlight.count();
        if (waiting == 0) {
            return;
        }
        LOG.infof("draining: %d requests may finish within %s", waiting, timeout);
        try {
            if (!inFlight.awaitIdle(timeout)) {
                LOG.warnf("draining: %d requests are cut off after %s", inFlight.count(), timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
