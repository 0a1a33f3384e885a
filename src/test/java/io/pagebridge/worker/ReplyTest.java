package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread reads a reply, any thread may close it. */
@Timeout(30)
class ReplyTest {
    @Test
    void closedByAnotherThreadItTellsTheOneThatWaits() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py");
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Reply reply = pool.call(Call.of("x"), TestWorkers.soon());
            Future<FailureException> told =
                    reader.submit(
                            () -> catchThrowableOfType(FailureException.class, reply::result));
            Thread.sleep(100); // it should wait by then; if not, it must be told nevertheless
            reply.close();
            assertThat(told.get().kind()).isEqualTo(FailureKind.CANCELLED);
            await().atMost(Duration.ofSeconds(3)).until(() -> pool.state().busy() == 0);
        }
    }

    @Test
    void closedWhenTheWholeAnswerHasComeItDoesNotPassForAShortOne() {
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py")) {
            Call call = Call.of("echo", Map.of("step", 10)).body(new byte[100]);
            Reply reply = pool.call(call, TestWorkers.soon());
            assertThat(reply.next()).isNotNull();
            await().until(() -> pool.state().busy() == 0);
            reply.close();
            FailureException failure = catchThrowableOfType(FailureException.class, reply::result);
            assertThat(failure.kind()).isEqualTo(FailureKind.CANCELLED);
        }
    }

    @Test
    void readAndClosedAtTheSameTimeItGivesAllOrSaysSo() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py");
                ExecutorService closer = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Call call = Call.of("echo", Map.of("step", 1)).body(new byte[5]);
                Reply reply = pool.call(call, TestWorkers.soon());
                Future<?> closed = closer.submit(reply::close);
                try {
                    int parts = 0;
                    for (Part _ : reply) {
                        parts++;
                    }
                    assertThat(parts).isEqualTo(5);
                } catch (FailureException e) {
                    assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED);
                }
                closed.get();
            }
        }
    }

    @Test
    void closingItAgainAndAfterTheEndIsHarmless() {
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py")) {
            Reply reply = pool.call(Call.of("echo"), TestWorkers.soon());
            long pid = reply.result().path("pid").asLong();
            reply.close();
            reply.close();
            assertThat(reply.result().path("pid").asLong()).isEqualTo(pid);
            assertThat(pool.state().exits()).isEmpty();
        }
    }
}
