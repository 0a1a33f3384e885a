package io.pagebridge.api;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the plain objects behind the HTTP side from their settings. */
@ApplicationScoped
class ApiBeans {
    @Produces
    @Singleton
    ApiKeys keys(AuthConfig config) {
        return ApiKeys.read(config);
    }

    @Produces
    @Singleton
    InFlight inFlight(ApiConfig config) {
        return new InFlight(config.maxRequests());
    }

    @Produces
    @Singleton
    Spool spool(ApiConfig config) {
        return new Spool(config.spoolDirectory(), config.maxBodySize().asLongValue());
    }

    @Produces
    @Singleton
    SpoolOwnership ownership(ApiConfig config) {
        return SpoolOwnership.take(config.spoolDirectory());
    }

    void sweep(@Observes StartupEvent started, SpoolOwnership ownership) {
        ownership.sweep();
    }

    void release(@Disposes SpoolOwnership ownership) {
        ownership.close();
    }
}
