package io.pagebridge.worker;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Makes workers with ever new numbers and limits of their own. */
final class Hiring implements Roster.Crew {
    private final PoolSettings settings;
    private final PoolThreads threads;
    private final Launcher launcher;
    private final RandomGenerator random;
    private final AtomicInteger numbers = new AtomicInteger();

    Hiring(PoolSettings settings, PoolThreads threads, Launcher launcher, RandomGenerator random) {
        this.settings = settings;
        this.threads = threads;
        this.launcher = launcher;
        this.random = random;
    }

    @Override
    public Worker hire(Roster roster) {
        RecyclePolicy policy =
                new RecyclePolicy(settings.recycle(), settings.workerMemory(), random);
        Clocks clocks = settings.clocks();
        Heartbeat heartbeat =
                new Heartbeat(
                        clocks.probe().dividedBy(Watchdog.PERIOD),
                        clocks.accepted().dividedBy(Watchdog.PERIOD));
        return new Worker(numbers.incrementAndGet(), policy, heartbeat, roster, threads);
    }

    @Override
    public void start(Worker worker) {
        Spawner.shared().execute(() -> launcher.launch(worker));
    }
}
