package io.pagebridge.hook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What happens to chunks after they were cut. */
@ConfigMapping(prefix = "pagebridge.chunks")
public interface ChunksConfig {
    /** The values of {@link #hookFailure()}. */
    enum HookFailure {
        ERROR,
        WARNING
    }

    /** {@code module:function}, run over the chunks of every document in a worker of the routes; none: no hook. */
    Optional<String> hook();

    /** What a hook that fails makes of a document: an error, or its chunks as they were and a warning. */
    @WithDefault("error")
    HookFailure hookFailure();

    /** How long the hook may take over one document, waiting for a worker included. */
    @WithDefault("PT30S")
    Duration hookDeadline();
}
