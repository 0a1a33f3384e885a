package io.pagebridge.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * On SIGTERM: the service is unready at once; until balancers have noticed, requests are taken as before, but each answer
 * ends its connection; then new ones are told to go elsewhere and those accepted before finish. The server listens on
 * both ports while this waits, and closes after it.
 */
@ApplicationScoped
class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);

    /** Before everybody else who drains: what they have would be refused while requests are still taken. */
    private static final int FIRST = 1;

    private final InFlight inFlight;
    private final Duration delay;
    private final Duration timeout;

    Draining(InFlight inFlight, ApiConfig config) {
        this.inFlight = inFlight;
        this.delay = config.drainDelay();
        this.timeout = config.drainTimeout();
    }

    void drain(@Observes @Priority(FIRST) ShutdownDelayInitiatedEvent stopping) {
        inFlight.announceEnd();
        try {
            if (delay.isPositive()) {
                LOG.infof("leaving: unready, requests are taken for %s more", delay);
                Thread.sleep(delay);
            }
            inFlight.drain();
            finishAccepted();
        } catch (InterruptedException e) {
            inFlight.drain();
            Thread.currentThread().interrupt();
        }
    }

    private void finishAccepted() throws InterruptedException {
        int waiting = inFlight.count();
        if (waiting == 0) {
            return;
        }
        LOG.infof("draining: %d requests may finish within %s", waiting, timeout);
        if (!inFlight.awaitIdle(timeout)) {
            LOG.warnf("draining: %d requests are cut off after %s", inFlight.count(), timeout);
        }
    }
}
