package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits in the line for what cannot come. */
class WorkerRefusalTest {
    private static final BreakerLimits SLOW =
            BreakerLimits.defaults().withDelays(Duration.ofSeconds(30), Duration.ofSeconds(30));

    @Test
    void thoseInTheLineAreToldWhenTheCircuitOpens() throws Exception {
        PoolSettings settings =
                PoolSettings.builder(1).standby(0).breaker(SLOW.withFaults(0)).build();
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py", settings);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Reply running = pool.call(Call.of("x"), TestWorkers.soon());
            Future<FailureException> waiting =
                    callers.submit(() -> TestWorkers.failure(pool, Call.of("x")));
            await().until(() -> pool.state().queued() == 1);
            ProcessHandle.of(running.worker().pid()).orElseThrow().destroyForcibly();
            FailureException told = waiting.get(2, TimeUnit.SECONDS);
            assertThat(told.kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
            assertThat(told.retryAfter()).isPresent();
            assertThat(pool.state().queued()).isZero();
        }
    }

    @Test
    void aHalfOpenCircuitLendsOneWorkerAtATimeUntilThreeCallsWereGood() throws Exception {
        BreakerLimits quick =
                BreakerLimits.defaults()
                        .withFaults(0)
                        .withDelays(Duration.ofMillis(200), Duration.ofMillis(200));
        PoolSettings settings = PoolSettings.builder(3).standby(0).breaker(quick).build();
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", settings);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.state().usable() == 3);
            long pid = pool.state().workers().getFirst().pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() -> pool.state().exits(ExitReason.KILLED_UNKNOWN) == 1);
            await().until(() -> pool.state().ready() && pool.state().usable() >= 2);
            AtomicInteger atOnce = new AtomicInteger();
            List<Future<Integer>> sideBySide = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sideBySide.add(callers.submit(() -> mostBusyDuring(pool)));
            }
            for (Future<Integer> seen : sideBySide) {
                atOnce.accumulateAndGet(seen.get(), Math::max);
            }
            assertThat(atOnce.get()).isEqualTo(1);
            Call longer = Call.of("echo", Map.of("sleep", 3));
            try (Reply _ = pool.call(longer, TestWorkers.soon());
                    Reply _ = pool.call(longer, TestWorkers.soon())) {
                assertThat(pool.state().busy()).isEqualTo(2);
            }
        }
    }

    /** The most workers that were busy while this call had its own. */
    private static int mostBusyDuring(WorkerPool pool) {
        try (Reply reply = pool.call(Call.of("echo", Map.of("sleep", 0.4)), TestWorkers.soon())) {
            int most = pool.state().busy();
            reply.result();
            return most;
        }
    }

    @Test
    void thoseInTheLineAreToldWhenNoWorkerCanBeStarted() throws Exception {
        BreakerLimits quick =
                BreakerLimits.defaults().withDelays(Duration.ofMillis(100), Duration.ofMillis(100));
        PoolSettings settings = TestWorkers.settings().toBuilder().breaker(quick).build();
        try (WorkerPool pool = TestWorkers.pool("broken_worker.py", settings)) {
            assertThat(TestWorkers.failure(pool, Call.of("x")).kind())
                    .isEqualTo(FailureKind.NOT_READY);
            assertThat(pool.state().startFailures()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void anOnDemandPoolThatCouldNotStartTriesAgainLater(@TempDir Path directory)
            throws IOException {
        Path script = directory.resolve("late.py");
        BreakerLimits quick =
                BreakerLimits.defaults()
                        .withDelays(Duration.ofMillis(50), Duration.ofMillis(50))
                        .withFaults(100);
        PoolSettings settings =
                PoolSettings.builder(1).onDemand(Duration.ofMinutes(1)).breaker(quick).build();
        WorkerCommand command = WorkerCommand.python(TestWorkers.PYTHON, script);
        try (WorkerPool pool = WorkerPool.builder().command(command).settings(settings).start()) {
            assertThat(TestWorkers.failure(pool, Call.of("x")).kind())
                    .isEqualTo(FailureKind.NOT_READY);
            Files.copy(TestWorkers.SCRIPTS.resolve("echo_worker.py"), script);
            Files.copy(TestWorkers.SCRIPTS.resolve("px1.py"), directory.resolve("px1.py"));
            await().ignoreExceptions()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    pool.call(Call.of("echo"), TestWorkers.soon())
                                            .result()
                                            .has("pid"));
            assertThat(pool.state().ready()).isTrue();
        }
    }
}
