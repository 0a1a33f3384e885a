package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of what no worker may be able to do to us. Real processes that misbehave on purpose; the numbers are the list's. */
class WorkerAcceptanceTest {
    private static final PoolSettings ONE = TestWorkers.settings().onDemand(Duration.ofMinutes(5));

    private static FailureException failure(WorkerPool pool, Call call) {
        return catchThrowableOfType(
                FailureException.class,
                () -> {
                    try (Reply reply = pool.call(call, TestWorkers.soon())) {
                        reply.result();
                    }
                });
    }

    private static PoolSettings clocks(Clocks clocks) {
        return TestWorkers.settings().withClocks(clocks);
    }

    @Test
    @DisplayName("1 a library that prints 1 MB to stdout leaves the answer intact")
    void aLibraryThatPrintsLeavesTheAnswerIntact() {
        try (WorkerPool pool = TestWorkers.pool("chattering_worker.py");
                Reply reply =
                        pool.call(Call.of("x").body(new byte[] {1, 2, 3}), TestWorkers.soon())) {
            assertThat(reply.next().body()).containsExactly(1, 2, 3);
            assertThat(reply.next()).isNull();
        }
    }

    @Test
    @DisplayName("2 the next caller never sees an answer that came too late")
    void aLateAnswerIsNeverSeen() throws InterruptedException {
        try (WorkerPool pool =
                TestWorkers.pool("late_worker.py", PoolSettings.ofSize(1).withStandby(0))) {
            Call slow = Call.of("x", Map.of("sleep", 0.4)).body(new byte[] {1});
            FailureException late = failure(pool, slow.hard(Duration.ofMillis(200)));
            assertThat(late.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
            assertThat(late.details()).containsEntry("worker_exit", "timeout");
            for (int i = 0; i < 5; i++) {
                try (Reply reply =
                        pool.call(Call.of("x").body(new byte[] {2}), TestWorkers.soon())) {
                    assertThat(reply.next().body()).containsExactly(2);
                }
            }
        }
    }

    @Test
    @DisplayName("3 a worker that writes 1 MB before it reads does not block both sides")
    void writingBeforeReadingIsNoDeadlock() {
        try (WorkerPool pool = TestWorkers.pool("early_worker.py");
                Reply reply =
                        pool.call(Call.of("x").body(new byte[5_000_000]), TestWorkers.soon())) {
            assertThat(reply.result().path("read").asInt()).isEqualTo(5_000_000);
        }
    }

    @Test
    @DisplayName("4 10 MB on stderr neither block the worker nor fill the memory")
    void aFloodOnStderrIsDrainedAndCapped() {
        try (WorkerPool pool = TestWorkers.pool("noisy_worker.py");
                Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
            reply.result();
            assertThat(reply.worker().exit()).isEmpty();
        }
    }

    @ParameterizedTest(name = "5 {0} is told as {3}")
    @CsvSource({
        "segv, 0, WORKER_CRASHED, NATIVE_CRASH",
        "abort, 0, WORKER_CRASHED, NATIVE_CRASH",
        "in-frame, 0, WORKER_CRASHED, NATIVE_CRASH",
        "kill, 0, WORKER_CRASHED, KILLED_UNKNOWN",
        "exit, 0, WORKER_CRASHED, EXITED",
        "exit, 70, OUT_OF_MEMORY, OOM_SELF",
        "exit, 71, WORKER_CRASHED, PROTOCOL",
        "exit, 73, WORKER_CRASHED, PARENT_GONE",
        "close, 0, WORKER_CRASHED, PROTOCOL",
        "memory-error, 0, OUT_OF_MEMORY, OOM_SELF",
        "bad-alloc, 0, OUT_OF_MEMORY, OOM_SELF",
    })
    @DisplayName("5 every way to end has its reason")
    void everyWayToEndHasItsReason(String how, int status, FailureKind kind, ExitReason reason) {
        try (WorkerPool pool = TestWorkers.pool("crashing_worker.py", ONE)) {
            FailureException failure =
                    failure(pool, Call.of("x", Map.of("how", how, "status", status)));
            assertThat(failure.kind()).isEqualTo(kind);
            await().until(() -> pool.state().exits(reason) == 1);
            if (!how.equals("memory-error")) {
                assertThat(failure.details()).containsEntry("worker_exit", reason.label());
            }
            assertThat(pool.state().lastFailure()).contains("about to end: " + how);
            pool.call(Call.of("x"), TestWorkers.soon()).result();
        }
    }

    @ParameterizedTest(name = "6 a grandchild keeps stdout open (own session: {0})")
    @ValueSource(booleans = {false, true})
    @DisplayName("6 a grandchild that keeps stdout open does not keep the reader")
    void aGrandchildDoesNotKeepTheReader(boolean escape) {
        try (WorkerPool pool = TestWorkers.pool("parent_worker.py", ONE)) {
            long before = System.nanoTime();
            FailureException failure = failure(pool, Call.of("x", Map.of("escape", escape)));
            assertThat(failure.details()).containsEntry("worker_exit", "exited");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    @DisplayName("8 a worker that was started by the pool and left alone is still alive")
    void anIdleWorkerStaysAlive() throws InterruptedException {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py", ONE)) {
            long pid;
            try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
                pid = caller.submit(() -> pidOf(pool)).get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
            }
            Thread.sleep(3_000); // longer than any thread but the spawner would live on
            assertThat(pidOf(pool)).isEqualTo(pid);
        }
    }

    private static long pidOf(WorkerPool pool) {
        try (Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
            return reply.result().path("pid").asLong();
        }
    }

    @Test
    @DisplayName(
            "11 a worker that cannot be imported: three starts, DOWN, a visible back-off, no spin")
    void anImportErrorBringsThePoolDownWithoutASpin() {
        try (WorkerPool pool = TestWorkers.pool("broken_worker.py")) {
            await().atMost(Duration.ofSeconds(15)).until(() -> pool.state().startFailures() >= 3);
            PoolSnapshot state = pool.state();
            assertThat(state.ready()).isFalse();
            assertThat(state.lastFailure()).contains("a_module_that_does_not_exist");
            FailureException refused = failure(pool, Call.of("x"));
            assertThat(refused.kind()).isEqualTo(FailureKind.NOT_READY);
            assertThat(refused.retryAfter()).isPresent();
            assertThat(pool.state().exits().values().stream().mapToLong(n -> n).sum())
                    .isLessThan(6);
        }
    }

    @Test
    @DisplayName("12 the same poison document five times costs two workers at most")
    void aPoisonDocumentCostsTwoWorkersAtMost() {
        try (WorkerPool pool = TestWorkers.pool("crashing_worker.py")) {
            Call poison = Call.of("x", Map.of("how", "segv")).poisonKey("digest");
            for (int i = 0; i < 5; i++) {
                FailureKind expected =
                        i < 2 ? FailureKind.WORKER_CRASHED : FailureKind.DOCUMENT_QUARANTINED;
                assertThat(failure(pool, poison).kind()).isEqualTo(expected);
            }
            assertThat(pool.state().exits(ExitReason.NATIVE_CRASH)).isEqualTo(2);
            pool.call(Call.of("x"), TestWorkers.soon()).result();
        }
    }

    @ParameterizedTest(name = "13 the caller leaves a {0} that streams")
    @ValueSource(strings = {"mute_worker.py", "obedient_worker.py"})
    @DisplayName("13 the slot is free three seconds after the caller left a running call")
    void aSlotIsFreeSoonAfterTheCallerLeft(String script) {
        try (WorkerPool pool = TestWorkers.pool(script, PoolSettings.ofSize(1).withStandby(0))) {
            Reply reply = pool.call(Call.of("x", Map.of("parts", 1)), TestWorkers.soon());
            reply.next();
            reply.close();
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> pool.state().busy() == 0 && pool.state().usable() == 1);
            boolean obeyed = script.startsWith("obedient");
            assertThat(pool.state().exits(ExitReason.CANCELLED)).isEqualTo(obeyed ? 0 : 1);
        }
    }

    @Test
    @DisplayName("13 a caller that leaves while it waits gives its place back")
    void aCallerMayLeaveTheLine() throws InterruptedException {
        try (WorkerPool pool =
                        TestWorkers.pool("mute_worker.py", PoolSettings.ofSize(1).withStandby(0));
                Reply _ = pool.call(Call.of("x"), TestWorkers.soon())) {
            Thread waiting = Thread.startVirtualThread(() -> failure(pool, Call.of("x")));
            await().until(() -> pool.state().queued() == 1);
            waiting.interrupt();
            waiting.join();
            assertThat(pool.state().queued()).isZero();
        }
    }

    @Test
    @DisplayName("14 a slow caller does not keep a worker that has answered")
    void aSlowCallerDoesNotKeepTheWorker() {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py", ONE);
                Reply slow =
                        pool.call(Call.of("x").body(new byte[4_000_000]), TestWorkers.soon())) {
            await().atMost(Duration.ofSeconds(2)).until(() -> pool.state().busy() == 0);
            assertThat(slow.next().body()).hasSize(4_000_000);
        }
    }

    @ParameterizedTest(name = "15 a worker that lies ({0}) is killed")
    @ValueSource(
            strings = {
                "totals",
                "bytes",
                "gap",
                "id",
                "future-id",
                "negative",
                "huge",
                "endless-header",
                "noise",
                "utf-8",
                "type",
                "deep"
            })
    @DisplayName("15 a worker that breaks the rules of the frames is killed")
    void aLyingWorkerIsKilled(String lie) {
        try (WorkerPool pool = TestWorkers.pool("lying_worker.py", ONE)) {
            FailureException failure = failure(pool, Call.of("x", Map.of("lie", lie)));
            assertThat(failure.kind()).isEqualTo(FailureKind.WORKER_CRASHED);
            assertThat(failure.details()).containsEntry("worker_exit", "protocol");
        }
    }

    @Test
    @DisplayName("15 a second answer kills the worker, and reaches nobody")
    void aSecondAnswerReachesNobody() {
        try (WorkerPool pool = TestWorkers.pool("lying_worker.py", ONE)) {
            pool.call(Call.of("x", Map.of("lie", "twice")), TestWorkers.soon()).result();
            await().until(() -> pool.state().exits(ExitReason.PROTOCOL) == 1);
        }
    }

    @Test
    @DisplayName("15 lone surrogates and NUL, escaped, are text")
    void loneSurrogatesAreText() {
        try (WorkerPool pool = TestWorkers.pool("surrogate_worker.py");
                Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
            assertThat(reply.result().path("text").asText()).hasSize(4).endsWith("\u0000");
        }
    }

    @Test
    @DisplayName("16 a drain finishes what is under way and refuses what is new")
    void aDrainFinishesWhatIsUnderWay() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("late_worker.py");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Call call = Call.of("x", Map.of("sleep", 0.5)).body(new byte[] {7});
            var running =
                    IntStream.range(0, 4)
                            .mapToObj(i -> callers.submit(() -> firstByte(pool, call)))
                            .collect(Collectors.toList());
            await().until(() -> pool.state().busy() == 2 && pool.state().queued() == 2);
            Future<Boolean> drained = callers.submit(() -> pool.drain(Duration.ofSeconds(10)));
            await().until(() -> pool.state().state() == PoolState.DRAINING);
            assertThat(failure(pool, call).kind()).isEqualTo(FailureKind.DRAINING);
            for (Future<Integer> each : running) {
                assertThat(each.get()).isEqualTo(7);
            }
            assertThat(drained.get()).isTrue();
            assertThat(pool.state().state()).isEqualTo(PoolState.STOPPED);
        }
    }

    private static int firstByte(WorkerPool pool, Call call) {
        try (Reply reply = pool.call(call, TestWorkers.soon())) {
            return reply.next().body()[0];
        }
    }

    @Test
    @DisplayName("17 a worker over its memory limit costs its own call only")
    void aWorkerOverItsMemoryLimitCostsItsOwnCallOnly() throws Exception {
        PoolSettings small = TestWorkers.settings().withWorkerMemory(200L << 20);
        try (WorkerPool pool = TestWorkers.pool("growing_worker.py", small);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> neighbour =
                    callers.submit(
                            () ->
                                    pool.call(
                                                    Call.of("x", Map.of("sleep", 1.5)),
                                                    TestWorkers.soon())
                                            .result());
            FailureException failure = failure(pool, Call.of("x", Map.of("mb", 400, "sleep", 30)));
            assertThat(failure.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
            assertThat(failure.details()).containsEntry("worker_exit", "oom");
            neighbour.get();
        }
    }

    @Test
    @DisplayName("a worker that never says hello is killed after its start time")
    void aSilentWorkerIsKilled() {
        PoolSettings settings = clocks(Clocks.defaults().withStart(Duration.ofMillis(300)));
        try (WorkerPool pool = TestWorkers.pool("silent_worker.py", settings)) {
            await().until(() -> pool.state().exits(ExitReason.START_TIMEOUT) >= 1);
        }
    }

    @Test
    @DisplayName("a worker that does not accept is killed, and the call tried once elsewhere")
    void aDeafWorkerIsKilledAndTheCallTriedElsewhere() {
        PoolSettings settings = clocks(Clocks.defaults().withAccepted(Duration.ofMillis(300)));
        try (WorkerPool pool = TestWorkers.pool("deaf_worker.py", settings)) {
            FailureException failure = failure(pool, Call.of("x").body(new byte[1_000_000]));
            assertThat(failure.details()).containsEntry("worker_exit", "not-accepted");
            await().until(() -> pool.state().exits(ExitReason.NOT_ACCEPTED) == 2);
        }
    }

    @Test
    @DisplayName("a call whose worker is lost before it accepts is answered by another one")
    void aCallLostBeforeItIsAcceptedIsAnsweredElsewhere(@TempDir Path directory) {
        WorkerCommand command =
                TestWorkers.script("hasty_crasher.py")
                        .withArguments(directory.resolve("seen").toString());
        try (WorkerPool pool =
                WorkerPool.builder().command(command).settings(TestWorkers.settings()).start()) {
            assertThat(pidOf(pool)).isPositive();
            await().until(() -> pool.state().exits(ExitReason.NATIVE_CRASH) == 1);
        }
    }

    @Test
    @DisplayName("a worker that says nothing for too long is killed")
    void aStalledWorkerIsKilled() {
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py")) {
            FailureException failure = failure(pool, Call.of("x").stall(Duration.ofMillis(300)));
            assertThat(failure.kind()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
            assertThat(failure.details()).containsEntry("worker_exit", "stalled");
        }
    }

    @Test
    @DisplayName("a full line refuses at once and says when to come back")
    void aFullLineRefusesAtOnce() {
        PoolSettings settings = PoolSettings.ofSize(1).withStandby(0).withQueue(0);
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py", settings)) {
            await().until(() -> pool.state().ready());
            try (Reply _ = pool.call(Call.of("x"), TestWorkers.soon())) {
                FailureException refused = failure(pool, Call.of("x"));
                assertThat(refused.kind()).isEqualTo(FailureKind.QUEUE_FULL);
                assertThat(refused.retryAfter()).isPresent();
            }
        }
    }

    @Test
    @DisplayName("a worker of a protocol that nobody knows is a start failure")
    void aStrangerIsRefused() {
        try (WorkerPool pool = TestWorkers.pool("stranger_worker.py")) {
            await().until(() -> pool.state().startFailures() >= 1);
            assertThat(pool.state().lastFailure()).contains("does not speak PX1");
        }
    }

    @Test
    @DisplayName("a script that does not exist is one clear sentence")
    void aMissingScriptIsOneClearSentence() {
        try (WorkerPool pool = TestWorkers.pool("nowhere.py")) {
            await().until(() -> pool.state().startFailures() >= 1);
            assertThat(pool.state().lastFailure())
                    .contains("nowhere.py")
                    .contains(TestWorkers.PYTHON.toString())
                    .contains("does not exist");
        }
    }

    @Test
    @DisplayName("nothing is left on disk and no process lives when a pool is closed")
    void nothingIsLeftWhenAPoolIsClosed(@TempDir Path scratch) throws IOException {
        WorkerPool pool =
                TestWorkers.pool("late_worker.py", TestWorkers.settings().withScratch(scratch));
        long pid = pidOf(pool);
        assertThat(scratch).isNotEmptyDirectory();
        pool.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        await().untilAsserted(() -> assertThat(scratch).isEmptyDirectory());
    }
}
