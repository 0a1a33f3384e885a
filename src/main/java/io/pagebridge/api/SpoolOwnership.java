package io.pagebridge.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * This process's claim on the spool. Processes that share a folder each hold a shared lock on a file in it, which the
 * kernel takes back from the dead; only one that can have it alone sweeps, so nobody loses a body that is being read.
 */
final class SpoolOwnership implements AutoCloseable {
    static final String LOCK = ".in-use";

    private static final Logger LOG = Logger.getLogger(SpoolOwnership.class);

    /** Raw bodies as {@link Spool} names them, files of forms as Quarkus does; nothing else is ever deleted. */
    private static final Pattern BODY =
            Pattern.compile("body-\\d+\\.pdf|resteasy-reactive\\d+upload");

    private final Path directory;
    private final FileChannel channel;

    private SpoolOwnership(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static SpoolOwnership take(Path directory) {
        try {
            Files.createDirectories(directory);
            return new SpoolOwnership(
                    directory,
                    FileChannel.open(
                            directory.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("the spool directory cannot be used", e);
        }
    }

    /** Removes what a killed process left, and claims the folder; one that knows no locks stays unswept. */
    void sweep() {
        try {
            try (FileLock alone = channel.tryLock()) {
                if (alone != null) {
                    removeBodies();
                }
            }
            channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("the spool is not swept", e);
        }
    }

    private void removeBodies() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, SpoolOwnership::isBody)) {
            for (Path file : files) {
                count += Files.deleteIfExists(file) ? 1 : 0;
            }
        }
        if (count > 0) {
            LOG.infof("%d bodies that an ended process left in the spool were removed", count);
        }
    }

    private static boolean isBody(Path file) {
        return BODY.matcher(file.getFileName().toString()).matches();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("the spool's lock was not closed", e);
        }
    }
}
