package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void aWaitIsInterrupted() {
        cancellation.waiting();
        cancellation.cancel();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatComesAfterTheWaitIsNotInterrupted() {
        cancellation.waiting();
        cancellation.cancel();
        cancellation.done();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(cancellation.cancelled()).isTrue();
    }

    @Test
    void aReadingIsClosedOnce() {
        AtomicInteger closed = new AtomicInteger();
        cancellation.attached(closed::incrementAndGet);
        cancellation.cancel();
        cancellation.cancel();

        assertThat(closed).hasValue(1);
    }

    @Test
    void aReadingThatStartsTooLateIsClosedAtOnce() {
        AtomicInteger closed = new AtomicInteger();
        cancellation.cancel();
        cancellation.attached(closed::incrementAndGet);

        assertThat(closed).hasValue(1);
    }

    @Test
    void cancellingAfterTheEndTouchesNothing() {
        AtomicInteger closed = new AtomicInteger();
        cancellation.attached(closed::incrementAndGet);
        cancellation.done();
        cancellation.cancel();

        assertThat(closed).hasValue(0);
    }
}
