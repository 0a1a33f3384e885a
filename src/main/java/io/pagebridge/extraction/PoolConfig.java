package io.pagebridge.extraction;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The pool of workers that read PDFs. */
@ConfigMapping(prefix = "pagebridge.pool")
interface PoolConfig {
    /** The values of {@link #sandbox()}. */
    enum Sandbox {
        REQUIRED,
        BEST_EFFORT,
        OFF
    }

    /** Documents read at the same time; without a value one for each core. */
    OptionalInt size();

    /** Further workers, started and idle, that take over when one is lost or recycled. */
    @WithDefault("1")
    int standby();

    /** Documents that may wait for a worker, more get 429; without a value four for each worker. */
    OptionalInt queue();

    /** Longest wait for a worker; then 429. */
    @WithDefault("PT10S")
    Duration queueWait();

    /** Memory one worker may use; recycled at 75 %, ended at 95 % of it. */
    @WithDefault("1G")
    MemorySize workerMemory();

    /** Whether the kernel's sandbox is required, taken as far as it goes (best-effort) or off. */
    @WithDefault("best-effort")
    Sandbox sandbox();

    /** Where each worker gets its private folder; without a value the JVM's temporary folder. */
    Optional<Path> scratchDirectory();

    /** From the start of a process to its readiness. */
    @WithDefault("PT30S")
    Duration startTimeout();

    /** How long a worker may say nothing while it reads. */
    @WithDefault("PT60S")
    Duration stallTimeout();

    /**
     * After how long a worker stops by itself between two pages and hands over what it has, at the latest. Shorter than
     * {@code pagebridge.extraction.timeout}, or nobody would be left to take it.
     */
    @WithDefault("PT4M30S")
    Duration softTimeout();

    /** What it has for a document before {@link #softTimeoutPage()} is added for each page. */
    @WithDefault("PT30S")
    Duration softTimeoutBase();

    /** Added to it for each page that is asked for. */
    @WithDefault("PT2S")
    Duration softTimeoutPage();

    /** How much later than that it is ended. */
    @WithDefault("PT15S")
    Duration hardMargin();

    /** Documents after which a worker is replaced; each draws up to a quarter more. */
    @WithDefault("500")
    int recycleDocuments();

    /** Pages after which a worker is replaced. */
    @WithDefault("20000")
    long recyclePages();

    /** Growth of its memory since its first document at which a worker is replaced. */
    @WithDefault("300M")
    MemorySize recycleGrowth();

    /** Age at which a worker is replaced, give or take a fifth. */
    @WithDefault("PT6H")
    Duration recycleAge();

    /** A document that cost two workers within this time is refused for as long. */
    @WithDefault("PT1H")
    Duration quarantine();
}
