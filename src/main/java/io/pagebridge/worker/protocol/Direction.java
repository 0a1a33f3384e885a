package io.pagebridge.worker.protocol;

import java.util.Set;

/** Who reads a frame, and with it which frames there are and which of them may have a trailer. */
public enum Direction {
    TO_WORKER(Set.of("welcome", "call", "cancel", "ping", "retire"), Set.of("call")),
    TO_SERVICE(
            Set.of(
                    "hello",
                    "ready",
                    "fatal",
                    "accepted",
                    "progress",
                    "part",
                    "done",
                    "error",
                    "pong"),
            Set.of("part", "done"));

    private final Set<String> types;
    private final Set<String> typesWithTrailer;

    Direction(Set<String> types, Set<String> typesWithTrailer) {
        this.types = types;
        this.typesWithTrailer = typesWithTrailer;
    }

    boolean knows(String type) {
        return types.contains(type);
    }

    boolean mayHaveTrailer(String type) {
        return typesWithTrailer.contains(type);
    }
}
