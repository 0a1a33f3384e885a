package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where raw bodies wait on disk. Whoever asked for a file deletes it. */
final class Spool {
    private static final int STEP = 64 * 1024;

    private final Path directory;
    private final long maxBytes;

    Spool(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /**
     * Writes the body to a new file; nothing is left when that fails.
     *
     * @throws FailureException {@link FailureKind#BODY_TOO_LARGE} as soon as it is
     */
    Path keep(InputStream untrustedBody) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "body-", ".pdf");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(untrustedBody, out);
            kept = true;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] step = new byte[STEP];
        long bytes = 0;
        for (int n = in.read(step); n >= 0; n = in.read(step)) {
            bytes += n;
            if (bytes > maxBytes) {
                throw new FailureException(
                        FailureKind.BODY_TOO_LARGE, RequestGate.tooLarge(maxBytes));
            }
            out.write(step, 0, n);
        }
    }
}
