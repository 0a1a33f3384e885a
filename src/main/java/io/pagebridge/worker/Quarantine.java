package io.pagebridge.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers which documents cost a worker. The second strike within the window bans a document until it falls out of
 * the map, which holds the 10,000 last struck ones.
 *
 * <p>INVARIANT: at most {@code CAPACITY} entries; guarded by {@code this}.
 */
final class Quarantine {
    static final int CAPACITY = 10_000;

    private record Record(int strikes, long lastStrike, ExitReason reason) {}

    private final long windowNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Record> struck = new LinkedHashMap<>();

    Quarantine(Duration window, LongSupplier nanoTime) {
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @return whether the document is banned now */
    synchronized boolean strike(String document, ExitReason reason) {
        long now = nanoTime.getAsLong();
        Record before = struck.remove(document);
        boolean again =
                before != null && (before.strikes > 1 || now - before.lastStrike <= windowNanos);
        struck.put(document, new Record(again ? before.strikes + 1 : 1, now, reason));
        if (struck.size() > CAPACITY) {
            struck.remove(struck.keySet().iterator().next());
        }
        return again;
    }

    /** The reason of the last strike of a banned document, null for any other. */
    synchronized ExitReason bannedFor(String document) {
        Record record = struck.get(document);
        return record != null && record.strikes > 1 ? record.reason : null;
    }

    /** Lets a document in again, for an operator who has replaced the engine. */
    synchronized void forgive(String document) {
        struck.remove(document);
    }

    synchronized int size() {
        return struck.size();
    }
}
