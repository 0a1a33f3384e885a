package io.pagebridge.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at every worker's memory, four times a second, on the pool's clock thread. A worker over its limit is killed;
 * when the pod itself is short, the biggest busy one, one at a time: the kernel would take the JVM along.
 */
final class Watchdog {
    static final Duration PERIOD = Duration.ofMillis(250);
    private static final double WORKER_SHARE = 0.95;
    private static final double POD_SHARE = 0.90;
    private static final long BETWEEN_POD_KILLS = Duration.ofSeconds(2).toNanos();

    private final Roster roster;
    private final long workerMemory;
    private final MemoryProbe memory;
    private final OptionalLong podLimit;
    private volatile long lastTick = System.nanoTime();
    private long lastPodKill = lastTick - BETWEEN_POD_KILLS;

    Watchdog(Roster roster, long workerMemory, MemoryProbe memory) {
        this.memory = memory;
        this.podLimit = memory.podLimit();
        this.roster = roster;
        this.workerMemory = workerMemory;
    }

    void tick() {
        for (Worker worker : roster.present()) {
            if (worker.process() != null && worker.measure() > WORKER_SHARE * workerMemory) {
                roster.condemn(
                        worker,
                        ExitReason.OOM,
                        "%d MB resident, the limit is %d MB"
                                .formatted(worker.rss() >> 20, workerMemory >> 20));
            }
        }
        if (podIsShort()) {
            relievePod();
        }
        roster.tick();
        lastTick = System.nanoTime();
    }

    private boolean podIsShort() {
        if (podLimit.isEmpty()) {
            return false;
        }
        OptionalLong current = memory.podCurrent();
        return current.isPresent() && current.getAsLong() > POD_SHARE * podLimit.getAsLong();
    }

    private void relievePod() {
        if (System.nanoTime() - lastPodKill < BETWEEN_POD_KILLS) {
            return;
        }
        Optional<Worker> biggest =
                roster.present().stream()
                        .filter(worker -> worker.process() != null && worker.exchange() != null)
                        .max(Comparator.comparingLong(Worker::rss));
        if (biggest.isPresent()) {
            lastPodKill = System.nanoTime();
            roster.condemn(biggest.get(), ExitReason.OOM_POD, "the pod is short of memory");
        }
    }

    Duration sinceTick() {
        return Duration.ofNanos(System.nanoTime() - lastTick);
    }
}
