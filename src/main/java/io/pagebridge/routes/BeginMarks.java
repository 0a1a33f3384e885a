package io.pagebridge.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where workers note which request of which batch they have begun: one file each, named by its pid, mapped into its
 * memory, so the note outlives any death. u64 batch, u32 index of the last request begun, from 1; little-endian.
 */
final class BeginMarks implements AutoCloseable {
    private static final int SIZE = 12;

    final Path directory;

    BeginMarks(Path directory) {
        this.directory = directory;
    }

    static BeginMarks create() throws IOException {
        return new BeginMarks(Files.createTempDirectory("pagebridge-routes-"));
    }

    /**
     * How many requests of the batch a lost worker had begun; all of them when it cannot be told. Waits for its death:
     * a kill takes some microseconds, and a request must never run twice.
     */
    int begunBy(long pid, long batch, int size) {
        try {
            if (!isDead(pid)) {
                return size;
            }
            Path file = directory.resolve(Long.toString(pid));
            byte[] untrusted = Files.readAllBytes(file);
            Files.deleteIfExists(file);
            if (untrusted.length != SIZE) {
                return size;
            }
            ByteBuffer mark = ByteBuffer.wrap(untrusted).order(ByteOrder.LITTLE_ENDIAN);
            if (mark.getLong() != batch) {
                return 0;
            }
            int begun = mark.getInt();
            return begun >= 0 && begun <= size ? begun : size;
        } catch (IOException e) {
            return size;
        }
    }

    private static boolean isDead(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null) {
            return true;
        }
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Removes the files of workers that have ended. */
    void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                long pid = Long.parseLong(file.getFileName().toString());
                if (ProcessHandle.of(pid).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It is tried again.
        }
    }

    @Override
    public void close() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // A temporary folder.
        }
    }
}
