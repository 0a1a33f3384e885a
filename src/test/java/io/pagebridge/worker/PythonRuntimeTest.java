package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pool and {@code pagebridge_worker}, the runtime that any script can use, together. */
class PythonRuntimeTest {
    private static WorkerPool pool;

    record Shouted(String text) {}

    @BeforeAll
    static void start() {
        WorkerCommand command =
                TestWorkers.script("shout.py")
                        .withEnvironment(
                                "PYTHONPATH", Path.of("python").toAbsolutePath().toString());
        pool = WorkerPool.builder().command(command).settings(TestWorkers.settings()).start();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void aScriptOfThreeLinesAnswers() {
        Call call =
                Call.of("shout", Map.of("times", 2)).body("grüße".getBytes(StandardCharsets.UTF_8));
        try (Reply reply = pool.call(call, TestWorkers.soon())) {
            assertThat(reply.result(Shouted.class).text()).isEqualTo("GRÜSSEGRÜSSE");
            assertThat(reply.worker().rssBytes()).isPositive();
        }
    }

    @Test
    void aGeneratorStreamsParts() {
        List<String> numbers = new ArrayList<>();
        try (Reply reply = pool.call(Call.of("count", Map.of("to", 3)), TestWorkers.soon())) {
            for (Part part : reply) {
                numbers.add(new String(part.body(), StandardCharsets.UTF_8));
            }
            assertThat(reply.result().path("counted").asInt()).isEqualTo(3);
        }
        assertThat(numbers).containsExactly("0", "1", "2");
    }

    @Test
    void aCallerMayStopInTheMiddleAndItsWorkerServesNobodyElse() {
        try (Reply reply =
                pool.call(Call.of("count", Map.of("to", 1_000_000)), TestWorkers.soon())) {
            reply.next();
        }
        await().until(() -> pool.state().exits(ExitReason.CANCELLED) == 1);
        assertThat(pool.state().busy()).isZero();
    }

    @Test
    void anExceptionIsToldAndTheWorkerLivesOn() {
        FailureException failure = failure(Map.of());
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure).hasMessageContaining("that cannot be");
        assertThat(failure.details()).containsEntry("worker_code", "handler-failed");
    }

    @Test
    void anErrorWithACodeKeepsItsDetail() {
        FailureException failure = failure(Map.of("how", "code"));
        assertThat(failure.kind()).isEqualTo(FailureKind.PDF_ENCRYPTED);
        assertThat(failure.details()).containsEntry("password_tried", false);
    }

    @Test
    void aWorkerIsReplacedAfterAMemoryError() {
        assertThat(failure(Map.of("how", "memory")).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        await().until(
                        () ->
                                pool.state()
                                                .recycles()
                                                .getOrDefault(RecycleTrigger.MEMORY_ERROR, 0L)
                                        == 1);
    }

    @Test
    void anUnknownOperationIsRefused() {
        FailureException failure =
                catchThrowableOfType(
                        FailureException.class,
                        () -> pool.call(Call.of("whisper"), TestWorkers.soon()).result());
        assertThat(failure.details()).containsEntry("worker_code", "unknown-op");
    }

    @Test
    @DisplayName(
            "acceptance 18: from inside a worker: another file, the JVM's environment, a socket, exec, fork are denied")
    void theSandboxDeniesWhatAWorkerDoesNotNeed() {
        pool.call(Call.of("shout"), TestWorkers.soon()).result();
        Assumptions.assumeTrue(
                pool.state().sandboxed(),
                "this kernel has no full sandbox: " + pool.state().sandbox());
        try (Reply reply = pool.call(Call.of("reach"), TestWorkers.soon())) {
            assertThat(reply.result().path("denied"))
                    .extracting(name -> name.asText())
                    .containsExactly("read", "environ", "socket", "exec", "fork");
        }
    }

    private static FailureException failure(Map<String, ?> args) {
        return catchThrowableOfType(
                FailureException.class,
                () -> pool.call(Call.of("fail", args), TestWorkers.soon()).result());
    }
}
