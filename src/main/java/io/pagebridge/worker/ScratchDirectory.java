package io.pagebridge.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A worker's own directory, for its eyes only; removed with all that is in it when the worker has ended. */
record ScratchDirectory(Path path) {
    private static final String PREFIX = "pagebridge-worker-";
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");

    static ScratchDirectory create(Path parent, String pool, int number) throws IOException {
        Path home = parentOrDefault(parent);
        Files.createDirectories(home);
        String name = PREFIX + ProcessHandle.current().pid() + "-" + pool + "-" + number + "-";
        return new ScratchDirectory(
                Files.createTempDirectory(
                        home,
                        name,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------"))));
    }

    /** Copies class-path resources, by file name; a folder in front of it is made. */
    void unpack(Map<String, String> resources) throws IOException {
        for (Map.Entry<String, String> each : resources.entrySet()) {
            try (InputStream in = ScratchDirectory.class.getResourceAsStream(each.getValue())) {
                Path file = path.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
        }
    }

    /** Removes what JVMs that are gone have left: they were killed before they could. */
    static void sweep(Path parent) {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(parentOrDefault(parent), PREFIX + "*")) {
            for (Path directory : found) {
                String pid =
                        directory.getFileName().toString().substring(PREFIX.length()).split("-")[0];
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    new ScratchDirectory(directory).remove();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "old scratch directories were not swept", e);
        }
    }

    void remove() {
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path dir, IOException e)
                                throws IOException {
                            Files.delete(dir);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a scratch directory could not be removed: " + e.getMessage());
        }
    }

    private static Path parentOrDefault(Path parent) {
        return parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent;
    }
}
