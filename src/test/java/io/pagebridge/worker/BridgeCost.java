package io.pagebridge.worker;

import java.util.Arrays;
import java.util.Map;

/**
 * What the bridge itself costs, timed by hand: an empty call, and bodies of 1, 10 and 100 MB. One client, one worker,
 * rounds interleaved so that the machine's noise shows in the spread. CONTRIBUTING.md has the command.
 */
final class BridgeCost {
    private static final int ROUNDS = 5;

    private BridgeCost() {}

    public static void main(String[] arguments) {
        try (WorkerPool pool =
                TestWorkers.pool("sink_worker.py", PoolSettings.builder(1).standby(0).build())) {
            int[] megabytes = {0, 1, 10, 100};
            int[] calls = {3_000, 100, 20, 3};
            double[][] micros = new double[megabytes.length][ROUNDS];
            for (int i = 0; i < 3_000; i++) {
                once(pool, new byte[0]);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int size = 0; size < megabytes.length; size++) {
                    byte[] body = new byte[megabytes[size] * 1_000_000];
                    long start = System.nanoTime();
                    for (int i = 0; i < calls[size]; i++) {
                        once(pool, body);
                    }
                    micros[size][round] = (System.nanoTime() - start) / 1e3 / calls[size];
                }
            }
            System.out.println("body MB, median us, fastest us, slowest us (means of a round)");
            for (int size = 0; size < megabytes.length; size++) {
                double[] sorted = micros[size].clone();
                Arrays.sort(sorted);
                System.out.printf(
                        "%d, %.0f, %.0f, %.0f%n",
                        megabytes[size], sorted[ROUNDS / 2], sorted[0], sorted[ROUNDS - 1]);
            }
        }
    }

    private static void once(WorkerPool pool, byte[] body) {
        try (Reply reply = pool.call(Call.of("x", Map.of()).body(body), TestWorkers.soon())) {
            reply.result();
        }
    }
}
