package io.pagebridge.worker;

import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has happened in a pool so far, and what it looks like from outside. Guarded by the roster's lock. */
final class PoolRecord {
    private final String name;
    private final PoolSettings settings;
    private final PoolMetrics metrics;
    private final Map<ExitReason, Long> exits = new EnumMap<>(ExitReason.class);
    private final Map<RecycleTrigger, Long> recycles = new EnumMap<>(RecycleTrigger.class);
    private boolean everReady;
    private String lastFailure = "";
    private long lastUsable = System.nanoTime();

    PoolRecord(String name, PoolSettings settings, PoolMetrics metrics) {
        this.name = name;
        this.settings = settings;
        this.metrics = metrics;
    }

    void ready() {
        everReady = true;
    }

    boolean everReady() {
        return everReady;
    }

    void recycled(RecycleTrigger trigger) {
        recycles.merge(trigger, 1L, Long::sum);
        metrics.recycled(trigger);
    }

    void ended(ExitReason reason, String sentence) {
        exits.merge(reason, 1L, Long::sum);
        if (!reason.blameless()) {
            lastFailure = sentence;
        }
    }

    /** Called after every change. An on-demand pool that nobody asks for misses nobody. */
    void noteUsable(Staffing now) {
        boolean asleep = settings.minimum() == 0 && now.waiting() == 0;
        if (now.usable() > 0 || asleep) {
            lastUsable = System.nanoTime();
        }
    }

    PoolSnapshot snapshot(
            Ranks ranks, Staffing now, CircuitBreaker breaker, PoolPlan plan, Duration sinceTick) {
        List<PoolSnapshot.WorkerView> views = new ArrayList<>();
        WorkerMessage.Hello newest = null;
        long rss = 0;
        for (Worker worker : ranks.present()) {
            views.add(worker.view());
            newest = worker.state().usable() ? worker.hello().orElse(newest) : newest;
            rss += worker.rss();
        }
        return new PoolSnapshot(
                name,
                state(now, breaker, plan, ranks),
                settings.size(),
                now.usable(),
                now.busy(),
                now.starting(),
                now.waiting(),
                Map.copyOf(exits),
                Map.copyOf(recycles),
                breaker.startFailuresInARow(),
                settings.breaker().downAfter(),
                settings.minimum() == 0,
                lastFailure,
                newest == null ? "" : newest.sandbox().path("level").asText(""),
                newest == null ? Map.of() : newest.ops(),
                newest == null ? "" : newest.runtime(),
                rss,
                sinceTick,
                now.usable() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastUsable),
                plan.recycling() ? 1 : 0,
                List.copyOf(views));
    }

    private PoolState state(Staffing now, CircuitBreaker breaker, PoolPlan plan, Ranks ranks) {
        if (plan.draining()) {
            return ranks.isEmpty() ? PoolState.STOPPED : PoolState.DRAINING;
        }
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            return PoolState.OPEN;
        }
        if (!everReady && settings.minimum() > 0) {
            return PoolState.BOOTING;
        }
        boolean enough = now.usable() >= now.wantedActive(settings, false);
        return enough ? PoolState.READY : PoolState.DEGRADED;
    }
}
