package io.pagebridge.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What the HTTP side accepts. */
@ConfigMapping(prefix = "pagebridge.api")
interface ApiConfig {
    /** Largest request body; what is over it is answered 413, before it is read where its length is declared. */
    @WithDefault("200M")
    MemorySize maxBodySize();

    /** Requests with a body that may be under way at once (received, waiting, extracted or written); more get 429. */
    @WithDefault("64")
    int maxRequests();

    /** Where bodies are kept while they are worked on; emptied by each request's end. */
    @WithDefault("${java.io.tmpdir}/pagebridge-spool")
    Path spoolDirectory();

    /** How long requests are still taken after SIGTERM, while the service is unready and balancers notice. */
    @WithDefault("PT0S")
    Duration drainDelay();

    /** How long accepted requests may finish after that, while new ones are told to go elsewhere. */
    @WithDefault("PT60S")
    Duration drainTimeout();
}
