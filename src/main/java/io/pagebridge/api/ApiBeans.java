package io.pagebridge.api;

import jakarta.enterprise.context.ApplicationScoped;
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
}
