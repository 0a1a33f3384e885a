package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pagebridge.failure.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** How long after the death of its worker a waiting caller is told. As a command: {@code bench/bridge/loss.sh}. */
final class LossLatency {
    /** What the worker is about when it is killed. */
    enum Victim {
        SILENT("echo_worker.py", Map.of("sleep", 600), false),
        STREAMING("echo_worker.py", Map.of("step", 1, "pause", 0.01), false),
        /** A child in another session keeps its pipes. */
        PARENT("parent_worker.py", Map.of("kind", "session", "stay", true), true),
        /** Nothing joins its grandchild to it but a mark. */
        GRANDPARENT("parent_worker.py", Map.of("kind", "daemon", "stay", true), true);

        final String script;
        final Map<String, Object> args;
        final boolean tells;

        Victim(String script, Map<String, Object> args, boolean tells) {
            this.script = script;
            this.args = args;
            this.tells = tells;
        }
    }

    private LossLatency() {}

    /** @param arguments how many deaths of each kind */
    public static void main(String[] arguments) {
        int deaths = Integer.parseInt(arguments[0]);
        for (Victim victim : Victim.values()) {
            double[] millis = new double[deaths];
            try (WorkerPool pool = pool(victim)) {
                for (int i = 0; i < deaths; i++) {
                    millis[i] = measure(pool, victim).toNanos() / 1e6;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%-12s %d deaths: median %.1f ms, 90 %% %.1f, slowest %.1f%n",
                    victim.name().toLowerCase(Locale.ROOT),
                    deaths,
                    millis[deaths / 2],
                    millis[deaths * 9 / 10],
                    millis[deaths - 1]);
        }
    }

    /** A lost worker is replaced at once, however often. */
    static WorkerPool pool(Victim victim) {
        PoolSettings settings =
                PoolSettings.builder(1).breaker(BreakerLimits.defaults().withFaults(1_000)).build();
        return TestWorkers.pool(victim.script, settings);
    }

    /** From the signal until the caller has its exception; it waits all the while. */
    static Duration measure(WorkerPool pool, Victim victim) {
        Awaitility.await().until(() -> pool.state().usable() > 0);
        Call call = Call.of("x", victim.args).body(new byte[10_000]);
        try (Reply reply = pool.call(call, TestWorkers.soon())) {
            if (victim.tells) {
                Long.parseLong(new String(reply.next().body(), StandardCharsets.US_ASCII));
            }
            CompletableFuture<Long> told = new CompletableFuture<>();
            Thread.startVirtualThread(
                    () -> {
                        catchThrowableOfType(FailureException.class, reply::result);
                        told.complete(System.nanoTime());
                    });
            Thread.sleep(100);
            long pid = reply.worker().pid();
            long killed = System.nanoTime();
            if (!ProcessHandle.of(pid).orElseThrow().destroyForcibly()) {
                throw new IOException("the worker is gone already");
            }
            return Duration.ofNanos(told.join() - killed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
