package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acceptance list, the pipe: nothing that a worker writes, or fails to read, harms anybody. Real processes that misbehave on purpose. */
class WorkerChannelTest {
    @ParameterizedTest(name = "({0})")
    @ValueSource(strings = {"chattering_worker.py", "chattering_script.py"})
    @DisplayName("acceptance 01: a library that prints 1 MB to stdout leaves the answer intact")
    void aLibraryThatPrintsLeavesTheAnswerIntact(String script) {
        try (WorkerPool pool = TestWorkers.runtimePool(script, TestWorkers.settings());
                Reply reply =
                        pool.call(Call.of("x").body(new byte[] {1, 2, 3}), TestWorkers.soon())) {
            assertThat(reply.next().body()).containsExactly(1, 2, 3);
            assertThat(reply.next()).isNull();
        }
    }

    @Test
    @DisplayName(
            "acceptance 03: a worker that writes 1 MB before it reads does not block both sides")
    void writingBeforeReadingIsNoDeadlock() {
        try (WorkerPool pool = TestWorkers.pool("early_worker.py");
                Reply reply =
                        pool.call(Call.of("x").body(new byte[5_000_000]), TestWorkers.soon())) {
            assertThat(reply.result().path("read").asInt()).isEqualTo(5_000_000);
        }
    }

    @Test
    @DisplayName("acceptance 04: 10 MB on stderr neither block the worker nor fill the memory")
    void aFloodOnStderrIsDrainedAndCapped() {
        try (WorkerPool pool = TestWorkers.pool("noisy_worker.py");
                Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
            reply.result();
            assertThat(reply.worker().exit()).isEmpty();
        }
    }

    @ParameterizedTest(name = "({0})")
    @ValueSource(strings = {"child", "session", "daemon", "silent daemon"})
    @DisplayName("acceptance 06: a grandchild that keeps stdout open does not keep the reader")
    void aGrandchildDoesNotKeepTheReader(String kind) {
        try (WorkerPool pool = TestWorkers.pool("parent_worker.py", TestWorkers.ONE);
                Reply reply = pool.call(Call.of("x", Map.of("kind", kind)), TestWorkers.soon())) {
            long grandchild =
                    Long.parseLong(new String(reply.next().body(), StandardCharsets.US_ASCII));
            assertThat(TestWorkers.runs(grandchild)).isTrue();
            long before = System.nanoTime();
            FailureException failure = catchThrowableOfType(FailureException.class, reply::result);
            assertThat(failure.details()).containsEntry("worker_exit", "exited");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(pool.state().workers()).isEmpty();
            await().atMost(Duration.ofSeconds(1)).until(() -> !TestWorkers.runs(grandchild));
        }
    }

    @ParameterizedTest(name = "({0})")
    @ValueSource(strings = {"child", "session", "daemon", "silent daemon"})
    @DisplayName("acceptance 06: who is killed takes its family along")
    void aKilledWorkerTakesItsFamilyAlong(String kind) {
        try (WorkerPool pool = TestWorkers.pool("parent_worker.py", TestWorkers.ONE)) {
            Call call =
                    Call.of("x", Map.of("kind", kind, "stay", true)).stall(Duration.ofMillis(300));
            try (Reply reply = pool.call(call, TestWorkers.soon())) {
                long grandchild =
                        Long.parseLong(new String(reply.next().body(), StandardCharsets.US_ASCII));
                FailureException failure =
                        catchThrowableOfType(FailureException.class, reply::result);
                assertThat(failure.details()).containsEntry("worker_exit", "stalled");
                await().until(() -> pool.state().workers().isEmpty());
                await().atMost(Duration.ofSeconds(1)).until(() -> !TestWorkers.runs(grandchild));
            }
        }
    }

    @ParameterizedTest(name = "({0})")
    @ValueSource(
            strings = {
                "totals",
                "bytes",
                "gap",
                "id",
                "future-id",
                "negative",
                "huge",
                "over-the-cap",
                "endless-header",
                "noise",
                "utf-8",
                "type",
                "deep"
            })
    @DisplayName("acceptance 15: a worker that breaks the rules of the frames is killed")
    void aLyingWorkerIsKilled(String lie) {
        try (WorkerPool pool = TestWorkers.pool("lying_worker.py", TestWorkers.ONE)) {
            FailureException failure = TestWorkers.failure(pool, Call.of("x", Map.of("lie", lie)));
            assertThat(failure.kind()).isEqualTo(FailureKind.WORKER_CRASHED);
            assertThat(failure.details()).containsEntry("worker_exit", "protocol");
        }
    }

    @Test
    @DisplayName("acceptance 15: a second answer kills the worker, and reaches nobody")
    void aSecondAnswerReachesNobody() {
        try (WorkerPool pool = TestWorkers.pool("lying_worker.py", TestWorkers.ONE)) {
            pool.call(Call.of("x", Map.of("lie", "twice")), TestWorkers.soon()).result();
            await().until(() -> pool.state().exits(ExitReason.PROTOCOL) == 1);
        }
    }

    @Test
    @DisplayName("acceptance 15: lone surrogates and NUL, escaped, are text")
    void loneSurrogatesAreText() {
        try (WorkerPool pool = TestWorkers.pool("surrogate_worker.py");
                Reply reply = pool.call(Call.of("x"), TestWorkers.soon())) {
            assertThat(reply.result().path("text").asText()).hasSize(4).endsWith("\u0000");
        }
    }
}
