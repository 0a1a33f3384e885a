import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleLimits;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A Python function called on 1,000 binary bodies; each worker is replaced after 100 calls, and no call fails for it.
 * Argument: any CPython from 3.11 on, for example {@code /usr/bin/python3}.
 */
public final class Checksums {
    private static final int CALLS = 1_000;

    /** What the Python function returns. */
    record Checksum(long crc, int bytes) {}

    private Checksums() {}

    public static void main(String[] args) throws Exception {
        PoolSettings settings =
                PoolSettings.builder(2).queue(CALLS).recycle(
                                RecycleLimits.defaults()
                                        .withDocuments(100)
                                        .withJitter(0)
                                        .withMinimumLife(Duration.ZERO)).build();
        WorkerCommand command =
                WorkerCommand.pythonFromClassPath(
                                Path.of(args[0]).toAbsolutePath(), "/workers/checksum.py")
                        .withRuntime();
        try (WorkerPool pool =
                        WorkerPool.builder()
                                .name("checksums")
                                .command(command)
                                .settings(settings)
                                .start();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls =
                    IntStream.range(0, CALLS)
                            .<Callable<Boolean>>mapToObj(number -> () -> agrees(pool, number))
                            .toList();
            int right = 0;
            for (Future<Boolean> call : callers.invokeAll(calls)) {
                right += call.get() ? 1 : 0;
            }
            System.out.println(right + " of " + CALLS + " answers are right");
            System.out.println("recycled: " + pool.state().recycles());
            System.out.println("ended: " + pool.state().exits());
        }
    }

    private static boolean agrees(WorkerPool pool, int number) {
        byte[] body = new byte[number * 50];
        new Random(number).nextBytes(body);
        CRC32 expected = new CRC32();
        expected.update(body);
        Call call = Call.of("checksum", Map.of("number", number)).body(body);
        try (Reply reply = pool.call(call, Deadline.in(Duration.ofSeconds(60)))) {
            return reply.result(Checksum.class)
                    .equals(new Checksum(expected.getValue(), body.length));
        }
    }
}
