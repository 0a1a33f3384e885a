package io.pagebridge.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the bridge itself costs, timed by hand: an empty call beside the same frames over a bare pipe, bodies of 1, 10
 * and 100 MB, and what recycling does to the slowest calls. Rounds are interleaved so that the machine's noise shows in
 * the spread. CONTRIBUTING.md has the command.
 */
final class BridgeCost {
    private static final int ROUNDS = 5;
    private static final PoolSettings ONE = PoolSettings.builder(1).standby(0).build();

    private BridgeCost() {}

    public static void main(String[] arguments) throws Exception {
        sizes();
        recycling();
    }

    private static void sizes() throws IOException {
        int[] megabytes = {0, 1, 10, 100};
        int[] calls = {3_000, 100, 20, 3};
        double[][] micros = new double[megabytes.length + 1][ROUNDS];
        try (WorkerPool pool = TestWorkers.pool("sink_worker.py", ONE);
                BarePipe pipe = new BarePipe()) {
            for (int i = 0; i < 3_000; i++) {
                once(pool, new byte[0]);
                pipe.once();
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
                long start = System.nanoTime();
                for (int i = 0; i < calls[0]; i++) {
                    pipe.once();
                }
                micros[megabytes.length][round] = (System.nanoTime() - start) / 1e3 / calls[0];
            }
        }
        System.out.println("call, median us, fastest us, slowest us (means of a round)");
        for (int size = 0; size <= megabytes.length; size++) {
            String what = size < megabytes.length ? megabytes[size] + " MB" : "bare pipe, empty";
            double[] sorted = micros[size].clone();
            Arrays.sort(sorted);
            System.out.printf(
                    "%s, %.0f, %.0f, %.0f%n",
                    what, sorted[ROUNDS / 2], sorted[0], sorted[ROUNDS - 1]);
        }
    }

    private static void once(WorkerPool pool, byte[] body) {
        try (Reply reply = pool.call(Call.of("x", Map.of()).body(body), TestWorkers.soon())) {
            reply.result();
        }
    }

    /** The same worker and frames, one thread, no pool: what the two processes cannot do without. */
    private static final class BarePipe implements AutoCloseable {
        private final Process process;
        private final byte[] answer = new byte[4096];
        private long id;

        BarePipe() throws IOException {
            process =
                    new ProcessBuilder(TestWorkers.script("sink_worker.py").commandLine()).start();
            read("hello");
            write("{\"t\":\"welcome\",\"proto\":1}");
            read("ready");
        }

        private void write(String json) throws IOException {
            byte[] line = ("PX1 " + json + "\n").getBytes(StandardCharsets.US_ASCII);
            process.getOutputStream().write(line);
            process.getOutputStream().flush();
        }

        private void read(String type) throws IOException {
            InputStream in = process.getInputStream();
            String told = "";
            while (!told.contains("\"t\":\"" + type + '"')) {
                int count = in.read(answer);
                told += new String(answer, 0, count, StandardCharsets.US_ASCII);
            }
        }

        void once() throws IOException {
            write(
                    "{\"t\":\"call\",\"id\":"
                            + ++id
                            + ",\"op\":\"x\",\"deadline_ms\":30000,\"len\":0,\"args\":{}}");
            read("done");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Three callers on two workers that each take 5 ms a call; every 50th of a worker's calls is its last. */
    private static void recycling() throws Exception {
        RecycleLimits often =
                RecycleLimits.defaults().withDocuments(50).withMinimumLife(Duration.ZERO);
        System.out.println("recycling, calls, recycled, p50 ms, p99 ms, slowest ms");
        for (int round = 0; round < 3; round++) {
            recycling("never", RecycleLimits.never());
            recycling("every 50", often);
        }
    }

    private static void recycling(String name, RecycleLimits limits) throws Exception {
        PoolSettings settings = PoolSettings.builder(2).recycle(limits).build();
        int callers = 3;
        int each = 700;
        double[] millis = new double[callers * each];
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", settings)) {
            while (pool.state().usable() < 3) {
                Thread.sleep(10);
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < callers; caller++) {
                    int first = caller * each;
                    threads.submit(
                            () -> {
                                for (int i = first; i < first + each; i++) {
                                    long start = System.nanoTime();
                                    pool.call(
                                                    Call.of("echo", Map.of("sleep", 0.005)),
                                                    TestWorkers.soon())
                                            .result();
                                    millis[i] = (System.nanoTime() - start) / 1e6;
                                }
                            });
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%s, %d, %d, %.1f, %.1f, %.1f%n",
                    name,
                    millis.length,
                    pool.state().recycles().values().stream().mapToLong(n -> n).sum(),
                    millis[millis.length / 2],
                    millis[millis.length * 99 / 100],
                    millis[millis.length - 1]);
        }
    }
}
