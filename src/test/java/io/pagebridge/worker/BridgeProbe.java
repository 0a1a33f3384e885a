package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import java.io.IOException;
import java.util.Map;

/** The main class of the child JVMs that are killed, or have a big heap, in {@link WorkerAcceptanceSlowTest}. */
final class BridgeProbe {
    private BridgeProbe() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "burn" -> burn();
            case "storm" -> storm();
            case "pod" -> pod(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Prints the pid of a worker that burns CPU, and waits to be killed. */
    private static void burn() throws IOException {
        WorkerPool pool =
                TestWorkers.runtimePool(
                        "burning_script.py", PoolSettings.builder(1).standby(0).build());
        Reply reply = pool.call(Call.of("burn"), Deadline.none());
        reply.next();
        System.out.println(reply.worker().pid());
        System.in.read();
    }

    /** Prints how many workers were recycled over a hundred calls. */
    private static void storm() {
        PoolSettings settings =
                PoolSettings.builder(2)
                        .recycle(RecycleLimits.defaults().withGrowth(50L << 20))
                        .build();
        try (WorkerPool pool = TestWorkers.runtimePool("hungry_script.py", settings)) {
            for (int i = 0; i < 100; i++) {
                pool.call(Call.of("eat", Map.of()), TestWorkers.soon()).result();
            }
            PoolSnapshot state = pool.state();
            System.out.println(state.recycles().size() + state.exits().size());
        }
    }

    /** Lets a worker eat, in so many steps of so many MB; prints what became of it and of the next call. */
    private static void pod(int steps, int megabytes) {
        PoolSettings settings = PoolSettings.builder(1).standby(0).workerMemory(8L << 30).build();
        try (WorkerPool pool = TestWorkers.runtimePool("hungry_script.py", settings)) {
            Map<String, Object> hunger = Map.of("mb", megabytes, "steps", steps, "pause", 0.1);
            FailureException failure = TestWorkers.failure(pool, Call.of("eat", hunger));
            System.out.println(failure == null ? "fed" : failure.details().get("worker_exit"));
            FailureException next = TestWorkers.failure(pool, Call.of("eat"));
            System.out.println(next == null ? "answered" : next.getMessage());
        }
    }
}
