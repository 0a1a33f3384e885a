package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls whose sender waits for nothing, against real processes. */
class WorkerSendTest {
    /** Takes what comes; the first end counts, and there must not be a second. */
    private static final class Taken implements ReplyListener {
        final List<Integer> parts = new ArrayList<>();
        final CompletableFuture<Reply> end = new CompletableFuture<>();
        volatile boolean twice;

        @Override
        public synchronized void news(Reply reply) {
            if (end.isDone()) {
                return;
            }
            try {
                for (Part part = reply.poll(); part != null; part = reply.poll()) {
                    parts.add(part.body().length);
                }
                if (reply.isComplete()) {
                    end.complete(reply);
                }
            } catch (FailureException e) {
                end.completeExceptionally(e);
            }
        }

        @Override
        public synchronized void refused(FailureException failure) {
            twice = end.isDone();
            end.completeExceptionally(failure);
        }

        Reply reply() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }

        FailureKind failure() throws InterruptedException {
            while (!end.isDone()) {
                Thread.sleep(5);
            }
            assertThat(end.isCompletedExceptionally()).isTrue();
            return ((FailureException) end.exceptionNow()).kind();
        }
    }

    private static Taken send(WorkerPool pool, Call call) {
        Taken taken = new Taken();
        pool.send(call, TestWorkers.soon(), taken);
        return taken;
    }

    @Test
    void partsAndTheEndAreTold() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py")) {
            Call call = Call.of("x", Map.of("step", 40_000)).body(new byte[100_000]);
            // Before a worker is ready, and with one; this worker accepts although it need not.
            for (Call each : List.of(call, call.unaccepted(), call)) {
                Taken taken = send(pool, each);
                assertThat(taken.reply().result().path("pid").asLong()).isPositive();
                assertThat(taken.parts).containsExactly(40_000, 40_000, 20_000);
            }
        }
    }

    @Test
    void whatDoesNotFitIntoTheLineIsRefusedAndTheRestServed() throws Exception {
        PoolSettings few = TestWorkers.settings().toBuilder().queue(2).build();
        try (WorkerPool pool = TestWorkers.pool("echo_worker.py", few)) {
            TestWorkers.pidOf(pool);
            List<Taken> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(send(pool, Call.of("x", Map.of("sleep", 0.3))));
            }
            int served = 0;
            for (Taken taken : all) {
                taken.end.exceptionally(e -> null).get(30, TimeUnit.SECONDS);
                served += taken.end.isCompletedExceptionally() ? 0 : 1;
                assertThat(taken.twice).isFalse();
            }
            assertThat(served).isBetween(2, 6);
            assertThat(all.getLast().failure()).isEqualTo(FailureKind.QUEUE_FULL);
        }
    }

    @Test
    void aLostWorkerIsToldAndACallThatNeedNotBeAcceptedRunsOnce() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("moody_worker.py")) {
            Call crash = Call.of("x", Map.of("mood", "crash", "nonce", 1)).unaccepted();
            Taken taken = send(pool, crash);
            assertThat(taken.failure()).isEqualTo(FailureKind.WORKER_CRASHED);
            assertThat(pool.state().exits()).containsEntry(ExitReason.NATIVE_CRASH, 1L);
            assertThat(send(pool, fine()).reply().result().path("nonce").asInt()).isEqualTo(2);
        }
    }

    @Test
    void silenceIsEndedByTheClockAlthoughNothingWasAccepted() throws Exception {
        try (WorkerPool pool = TestWorkers.pool("moody_worker.py")) {
            Call hang =
                    Call.of("x", Map.of("mood", "hang", "nonce", 1))
                            .unaccepted()
                            .stall(Duration.ofMillis(300));
            assertThat(send(pool, hang).failure()).isEqualTo(FailureKind.DEADLINE_EXCEEDED);
            assertThat(send(pool, fine()).reply().result().path("nonce").asInt()).isEqualTo(2);
        }
    }

    /** The clock kills the first worker, so it is the clock that finds a worker for who waits. */
    @Test
    void aWorkerWithANarrowPipeDoesNotStopTheClock() {
        Clocks clocks = Clocks.builder().accepted(Duration.ofMillis(500)).build();
        PoolSettings settings = PoolSettings.builder(1).clocks(clocks).build();
        WorkerPool pool = TestWorkers.pool("narrow_worker.py", settings);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> pool.state().usable() == 2);
            Taken first = send(pool, Call.of("x"));
            Taken waiting = send(pool, Call.of("x").body(new byte[20_000]));
            assertThat(first.end).failsWithin(Duration.ofSeconds(20));
            assertThat(waiting.end).failsWithin(Duration.ofSeconds(20));
            await().until(() -> pool.state().exits(ExitReason.NOT_ACCEPTED) >= 2);
            await().until(() -> pool.state().sinceTick().compareTo(Duration.ofSeconds(1)) < 0);
        } finally {
            pool.close();
        }
    }

    @Test
    void aClosedPoolRefuses() throws Exception {
        WorkerPool pool = TestWorkers.pool("echo_worker.py");
        pool.close();
        assertThat(send(pool, fine()).failure()).isEqualTo(FailureKind.DRAINING);
    }

    private static Call fine() {
        return Call.of("x", Map.of("mood", "fine", "nonce", 2));
    }
}
