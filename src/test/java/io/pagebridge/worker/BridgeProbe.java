package io.pagebridge.worker;

import java.io.IOException;
import java.util.Map;

/** The main class of the child JVMs that are killed, or have a big heap, in {@link WorkerAcceptanceSlowTest}. */
final class BridgeProbe {
    private BridgeProbe() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "burn" -> burn();
            case "storm" -> storm();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Prints the pid of a worker that burns CPU, and waits to be killed. */
    private static void burn() throws IOException {
        WorkerPool pool =
                TestWorkers.pool("burning_worker.py", PoolSettings.ofSize(1).withStandby(0));
        Reply reply = pool.call(Call.of("x"), Deadline.none());
        reply.next();
        System.out.println(reply.worker().pid());
        System.in.read();
    }

    /** Prints how many workers were recycled over a hundred calls. */
    private static void storm() {
        PoolSettings settings =
                PoolSettings.ofSize(2).withRecycle(RecycleLimits.defaults().withGrowth(50L << 20));
        try (WorkerPool pool = TestWorkers.pool("growing_worker.py", settings)) {
            for (int i = 0; i < 100; i++) {
                pool.call(Call.of("x", Map.of()), TestWorkers.soon()).result();
            }
            PoolSnapshot state = pool.state();
            System.out.println(state.recycles().size() + state.exits().size());
        }
    }
}
