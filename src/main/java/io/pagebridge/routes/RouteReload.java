package io.pagebridge.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at the modules now and then and tells when they have changed and come to rest: an editor writes a file in
 * steps. Looking costs microseconds and works on every file system. One thread of its own, which also replaces.
 */
final class RouteReload implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.routes");
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int DEEPEST = 8;

    /** What is done about a change. */
    interface Change {
        void happened() throws InterruptedException;
    }

    private record Stamp(FileTime time, long size) {}

    private final Path directory;
    private final Change change;
    private final Thread thread;

    private RouteReload(Path directory, Change change) {
        this.directory = directory;
        this.change = change;
        this.thread =
                Thread.ofPlatform()
                        .name("pagebridge-routes-reload")
                        .daemon(true)
                        .unstarted(this::watch);
    }

    static RouteReload start(Path directory, Change change) {
        RouteReload reload = new RouteReload(directory, change);
        reload.thread.start();
        return reload;
    }

    private void watch() {
        try {
            Map<Path, Stamp> served = stamps();
            Map<Path, Stamp> before = served;
            while (true) {
                Thread.sleep(LOOK_EVERY);
                Map<Path, Stamp> now = stamps();
                if (!now.equals(served) && now.equals(before)) {
                    served = now;
                    change.happened();
                }
                before = now;
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "modules are not looked at any more");
        }
    }

    /** A directory that cannot be read now looks empty; it is looked at again. */
    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory, DEEPEST)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".py")) {
                    stamps.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "modules could not be looked at", e);
        }
        return stamps;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
