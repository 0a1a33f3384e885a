package io.pagebridge.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a pool tells: meters, and one log line for every end of a worker. */
final class PoolMetrics {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");
    private static final int WORDS = 600;

    /** Where the waits and starts that matter differ; a series each. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final String pool;
    private final WorkerCommand command;
    private final MeterRegistry registry;
    private final Tags tags;
    private final PoolListener listener;
    private final Timer queueWait;
    private final Timer start;
    private final Map<String, Timer> documents = new ConcurrentHashMap<>();

    PoolMetrics(String pool, WorkerCommand command, MeterRegistry registry, PoolListener listener) {
        this.command = command;
        this.listener = listener;
        this.pool = pool;
        this.registry = registry;
        this.tags = Tags.of("pool", pool);
        this.queueWait = timer("pagebridge.pool.queue.wait", "Time calls waited for a worker");
        this.start =
                timer("pagebridge.worker.start", "From the start of a worker to its readiness");
        for (ExitReason reason : ExitReason.values()) {
            exits(reason);
        }
        for (RecycleTrigger trigger : RecycleTrigger.values()) {
            recycles(trigger);
        }
        alarms();
        quarantines();
    }

    private Timer timer(String name, String what) {
        return Timer.builder(name)
                .description(what)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Gauges ask for a snapshot when they are read. */
    void watch(Supplier<PoolSnapshot> snapshot) {
        for (WorkerState state : WorkerState.values()) {
            if (!state.over()) {
                Gauge.builder("pagebridge.pool.workers", snapshot, s -> s.get().count(state))
                        .description("Workers by state")
                        .tags(tags.and("state", state.name().toLowerCase(Locale.ROOT)))
                        .strongReference(true)
                        .register(registry);
            }
        }
        Gauge.builder("pagebridge.pool.saturation", snapshot, s -> s.get().saturation())
                .description(
                        "Busy workers and waiting calls over the pool's size; scale out near 1")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("pagebridge.pool.queue.depth", snapshot, s -> s.get().queued())
                .description("Calls that wait for a worker")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("pagebridge.worker.rss", snapshot, s -> s.get().rssBytes())
                .description("Resident memory of all workers")
                .baseUnit("bytes")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder("pagebridge.pool.sandboxed", snapshot, s -> s.get().sandboxed() ? 1 : 0)
                .description("1 when the workers report a full sandbox")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    void waited(Call call, WaitingLine.Ticket ticket) {
        Duration time = ticket.waited();
        queueWait.record(time);
        tell(() -> listener.waited(pool, call, time));
    }

    void started(Worker worker) {
        Duration time = Duration.ofNanos(worker.ageNanos());
        start.record(time);
        tell(() -> listener.started(pool, worker.number, worker.pid(), time));
    }

    /** @param outcome {@code done}, {@code error} or the reason for which the worker was lost */
    void served(Exchange exchange, String outcome) {
        Duration time = exchange.age();
        tell(() -> listener.served(pool, exchange.call, exchange.worker.pid(), time, outcome));
        documents
                .computeIfAbsent(
                        outcome,
                        known ->
                                Timer.builder("pagebridge.worker.documents")
                                        .description("Calls that reached a worker, by outcome")
                                        .tags(tags.and("outcome", known))
                                        .register(registry))
                .record(time);
    }

    /** A listener that fails costs nobody anything. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener of the pool failed", e);
        }
    }

    void recycled(RecycleTrigger trigger) {
        recycles(trigger).increment();
    }

    private Counter recycles(RecycleTrigger trigger) {
        return Counter.builder("pagebridge.recycles")
                .description("Healthy workers ended on purpose")
                .tags(tags.and("trigger", trigger.label()))
                .register(registry);
    }

    private Counter exits(ExitReason reason) {
        return Counter.builder("pagebridge.worker.exits")
                .description("Ends of workers by reason")
                .tags(tags.and("reason", reason.label()))
                .register(registry);
    }

    void quarantined() {
        quarantines().increment();
    }

    private Counter quarantines() {
        return Counter.builder("pagebridge.quarantined")
                .description("Documents banned for having cost two workers")
                .tags(tags)
                .register(registry);
    }

    void alarm(int worker) {
        alarms().increment();
        LOG.log(
                System.Logger.Level.WARNING,
                "worker {0}-{1} is over its growth limit by its second call: the limit is too low, it is not recycled for it",
                pool,
                worker);
    }

    private Counter alarms() {
        return Counter.builder("pagebridge.recycle.alarms")
                .description("New workers over their growth limit by their second call")
                .tags(tags)
                .register(registry);
    }

    /** For the operator: what ended, why, of one that never was ready also what was tried, and its last words. */
    String sentence(Worker worker, Ending ending) {
        String sentence =
                "worker %s-%d (pid %d) %s: %s, %s"
                        .formatted(
                                pool,
                                worker.number,
                                worker.pid(),
                                worker.settled() || ending.reason().planned()
                                        ? "ended"
                                        : "could not start " + command,
                                ending.reason().label(),
                                ending.sentence());
        if (ending.reason().planned()) {
            return worker.due() == null ? sentence : sentence + ", due for " + worker.due().label();
        }
        WorkerProcess process = worker.process();
        String words = process == null ? "" : process.lastWords().tail(WORDS);
        return words.isEmpty() ? sentence : sentence + "; last words: " + words;
    }

    /** The one log line of every end. */
    void ended(ExitReason reason, String sentence) {
        exits(reason).increment();
        LOG.log(
                reason.blameless() ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                sentence);
    }
}
