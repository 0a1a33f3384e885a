package io.pagebridge.api;

import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * One received document with what is wanted from it.
 *
 * @param owned whether the file is ours to delete; forms are kept and deleted by Quarkus
 */
record Upload(Intake intake, ExtractionOptions options, boolean owned) implements AutoCloseable {
    @Override
    public void close() {
        if (owned) {
            try {
                Files.deleteIfExists(intake.file());
            } catch (IOException e) {
                throw new UncheckedIOException("a spooled file cannot be deleted", e);
            }
        }
    }
}
