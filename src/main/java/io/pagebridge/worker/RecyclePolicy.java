package io.pagebridge.worker;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides for one worker when it has served long enough. Draws its own limits, so that workers do not end together.
 * Guarded by the roster's lock.
 */
final class RecyclePolicy {
    private final RecycleLimits limits;
    private final long workerMemory;
    private final double documents;
    private final double ageNanos;
    private boolean alarmed;

    RecyclePolicy(RecycleLimits limits, long workerMemory, RandomGenerator random) {
        this.limits = limits;
        this.workerMemory = workerMemory;
        this.documents = limits.documents() * (1 + limits.jitter() * random.nextDouble());
        this.ageNanos =
                (double) limits.age().toNanos()
                        * (1 + limits.ageJitter() * (2 * random.nextDouble() - 1));
    }

    /**
     * What a worker has behind it.
     *
     * @param baseline RSS after its first call, 0 before
     */
    record Service(long ageNanos, long documents, long parts, long baseline, long rss) {}

    /** Whether it should be ended now. */
    Optional<RecycleTrigger> check(Service service) {
        if (service.baseline > 0 && service.rss > 0.75 * workerMemory) {
            return Optional.of(RecycleTrigger.RSS_ABSOLUTE);
        }
        if (service.ageNanos < limits.minimumLife().toNanos()) {
            return Optional.empty();
        }
        if (grown(service) && !tooSoon(service) && !alarmed) {
            return Optional.of(RecycleTrigger.RSS_GROWTH);
        }
        if (service.documents >= documents) {
            return Optional.of(RecycleTrigger.DOCUMENTS);
        }
        if (service.parts >= limits.parts()) {
            return Optional.of(RecycleTrigger.PARTS);
        }
        return service.ageNanos >= ageNanos ? Optional.of(RecycleTrigger.AGE) : Optional.empty();
    }

    /**
     * A new worker over its growth limit by its second call: a wrong limit, not a leak. Its successors would be over it
     * just as soon, so this worker is not ended for its growth at all; its other limits stay.
     *
     * @return true once
     */
    boolean alarms(Service service) {
        boolean first = !alarmed && grown(service) && tooSoon(service);
        alarmed |= first;
        return first;
    }

    private boolean grown(Service service) {
        return service.baseline > 0 && service.rss - service.baseline > limits.growth();
    }

    private static boolean tooSoon(Service service) {
        return service.documents <= 2;
    }
}
