package io.pagebridge.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A mark that a worker's whole family inherits: one variable of its environment. A child in a session of its own whose
 * parent has ended belongs to no group and to no tree any more, but it still bears the mark.
 *
 * @param value unique in this world
 */
record Kinship(String value) {
    private static final String VARIABLE = "PAGEBRIDGE_WORKER";

    /** A child may start children while its family is looked for. */
    private static final int ROUNDS = 4;

    static Kinship fresh() {
        return new Kinship(UUID.randomUUID().toString());
    }

    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, value);
    }

    /** Kills everybody who bears the mark, until nobody does. Needs /proc; elsewhere it does nothing. */
    void killAll() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> living = bearers();
            if (living.isEmpty()) {
                return;
            }
            living.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private List<Long> bearers() {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                if (bears(process.resolve("environ"))) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException | RuntimeException e) {
            return found; // no /proc, or it changed under us: the next round looks again
        }
        return found;
    }

    /** The environment of a zombie, of a stranger and of one that has just ended cannot be read: not of ours. */
    private boolean bears(Path environ) {
        try {
            String all = new String(Files.readAllBytes(environ), StandardCharsets.ISO_8859_1);
            return all.contains(VARIABLE + "=" + value);
        } catch (IOException e) {
            return false;
        }
    }
}
