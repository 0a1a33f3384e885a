package io.pagebridge.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Adds up, at start-up, what everybody may use at most, and refuses what cannot fit: the kernel would settle it later
 * by killing the JVM along with a worker. Immutable.
 *
 * @param limit bytes of the pod (or machine); empty: unknown, everything fits
 */
public record MemoryBudget(OptionalLong limit, List<Share> shares) {
    /** What one of them may use at most, in bytes. */
    public record Share(String name, long bytes) {
        /** All workers of a pool at their limit, its standby and the replacement of one that is being recycled included. */
        public static Share of(String pool, PoolSettings settings) {
            long processes = settings.size() + Math.max(1L, settings.standby());
            return new Share(
                    "pool " + pool + " (" + processes + " workers)",
                    processes * settings.workerMemory());
        }
    }

    /** Metaspace, code cache, thread stacks and direct buffers of a JVM, roughly. */
    private static final long JVM_BESIDES_HEAP = 256L << 20;

    /** Under this pod's cgroup limit, with this JVM's heap. */
    public static MemoryBudget ofThisPod() {
        return of(MemoryProbe.THIS_POD.podLimit())
                .plus("JVM", Runtime.getRuntime().maxMemory() + JVM_BESIDES_HEAP);
    }

    public static MemoryBudget of(OptionalLong limit) {
        return new MemoryBudget(limit, List.of());
    }

    public MemoryBudget plus(String name, long bytes) {
        return plus(new Share(name, bytes));
    }

    public MemoryBudget plus(String pool, PoolSettings settings) {
        return plus(Share.of(pool, settings));
    }

    public MemoryBudget plus(Share share) {
        List<Share> more = new ArrayList<>(shares);
        more.add(share);
        return new MemoryBudget(limit, List.copyOf(more));
    }

    public long total() {
        return shares.stream().mapToLong(Share::bytes).sum();
    }

    /**
     * The one line for the log.
     *
     * @throws IllegalStateException with a sentence for the operator when it cannot fit
     */
    public String check() {
        StringBuilder line = new StringBuilder("memory:");
        for (Share share : shares) {
            line.append(' ')
                    .append(share.name)
                    .append(' ')
                    .append(megabytes(share.bytes))
                    .append(" +");
        }
        line.setLength(line.length() - (shares.isEmpty() ? 0 : 2));
        line.append(" = ").append(megabytes(total()));
        line.append(limit.isEmpty() ? ", no limit set" : " of " + megabytes(limit.getAsLong()));
        if (limit.isPresent() && total() > limit.getAsLong()) {
            throw new IllegalStateException(
                    line
                            + " does not fit; use fewer workers, a lower limit for each, a smaller heap, or a bigger pod");
        }
        return line.toString();
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
