package io.pagebridge.engine.pdfbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's resident memory, from {@code /proc/self/statm} (pages of 4 KiB). */
final class ResidentMemory {
    private static final long PAGE = 4096;

    private ResidentMemory() {}

    /** Bytes; 0 where the system does not say. */
    static long bytes() {
        try {
            String[] fields = Files.readString(Path.of("/proc/self/statm")).split(" ");
            return Long.parseLong(fields[1]) * PAGE;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
