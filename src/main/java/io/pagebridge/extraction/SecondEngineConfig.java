package io.pagebridge.extraction;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** PDFBox, which reads what PDFium could not and checks what looks wrong, in child JVMs of its own. */
@ConfigMapping(prefix = "pagebridge.pdfbox")
interface SecondEngineConfig {
    /** Child JVMs at the same time. */
    @WithDefault("1")
    int size();

    /** Heap of one child; the PDF and the content of one page must fit. */
    @WithDefault("256M")
    MemorySize heap();

    /** All memory one child may use; recycled at 75 %, ended at 95 % of it. */
    @WithDefault("512M")
    MemorySize memory();

    /** A child without work for so long is ended. */
    @WithDefault("PT2M")
    Duration idle();
}
