package io.pagebridge.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Unready from the first moment of the end on, so that balancers leave before requests are refused. */
@Readiness
@ApplicationScoped
class Accepting implements HealthCheck {
    private final InFlight inFlight;

    Accepting(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accepting").status(!inFlight.leaving()).build();
    }
}
