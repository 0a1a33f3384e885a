package io.pagebridge.routes;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** HTTP routes written in Python; off unless the directory is set. */
@ConfigMapping(prefix = "pagebridge.routes")
interface RoutesConfig {
    /** The values of {@link #sandbox()}. */
    enum Sandbox {
        REQUIRED,
        BEST_EFFORT,
        OFF
    }

    /** The directory with the modules; without a value there are no routes. */
    Optional<Path> directory();

    /** The interpreter with the libraries that the modules import. */
    @WithDefault("${pagebridge.python.home}/${pagebridge.python.interpreter}")
    Path interpreter();

    /** What every worker of the routes runs. */
    @WithDefault("${pagebridge.python.home}/routes.py")
    Path script();

    /** Workers; without a value one for each core. */
    OptionalInt size();

    /** Further workers, started and idle, that take over when one is lost or recycled. */
    @WithDefault("1")
    int standby();

    /** Requests that may be with one worker at once, 1 to 16; they cross the pipe together. */
    @WithDefault("16")
    int inFlight();

    /** Requests that may wait for a worker; more get 429. */
    @WithDefault("1024")
    int queue();

    /** Longest wait for a worker; then 429. */
    @WithDefault("PT10S")
    Duration queueWait();

    /** How long one request may run; then 504, and its worker is replaced. */
    @WithDefault("PT30S")
    Duration deadline();

    /** From the start of a worker to its readiness: all imports. */
    @WithDefault("PT30S")
    Duration startTimeout();

    /** Largest body of a request; more is 413. */
    @WithDefault("1M")
    MemorySize bodyLimit();

    /** Largest body of an answer; more is 500. */
    @WithDefault("16M")
    MemorySize answerLimit();

    /** Memory one worker may use; recycled at 75 %, ended at 95 % of it. */
    @WithDefault("512M")
    MemorySize workerMemory();

    /** Requests after which a worker is replaced; each draws up to a quarter more. */
    @WithDefault("10000")
    int recycleRequests();

    /** Growth of its memory since its first request at which a worker is replaced. */
    @WithDefault("200M")
    MemorySize recycleGrowth();

    /** Whether the kernel's sandbox is required, taken as far as it goes (best-effort) or off. */
    @WithDefault("best-effort")
    Sandbox sandbox();

    /** Further files and directories that modules may read inside the sandbox. */
    Optional<List<Path>> readable();

    /** Directories that modules may write inside the sandbox. */
    Optional<List<Path>> writable();

    /** Whether modules may use the network inside the sandbox. */
    @WithDefault("false")
    boolean network();

    /** Whether a changed module is taken over while the service runs; without a value in Quarkus' dev mode only. */
    Optional<Boolean> reload();
}
