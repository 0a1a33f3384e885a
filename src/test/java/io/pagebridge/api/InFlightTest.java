package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(2);

    @Test
    void theLimitHolds() {
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.ADMITTED);
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.ADMITTED);
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.FULL);
        inFlight.leave();
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.ADMITTED);
    }

    @Test
    void anAnnouncedEndAdmitsUntilTheDrainBegins() {
        inFlight.announceEnd();

        assertThat(inFlight.leaving()).isTrue();
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.ADMITTED);
        inFlight.drain();
        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.DRAINING);
    }

    @Test
    void drainingAdmitsNobody() {
        inFlight.drain();

        assertThat(inFlight.enter()).isEqualTo(InFlight.Admission.DRAINING);
        assertThat(inFlight.draining()).isTrue();
    }

    @Test
    void theLastOneOutEndsTheWait() throws InterruptedException {
        inFlight.enter();
        inFlight.drain();
        Thread.startVirtualThread(inFlight::leave);

        assertThat(inFlight.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void theWaitIsBounded() throws InterruptedException {
        inFlight.enter();

        assertThat(inFlight.awaitIdle(Duration.ofMillis(1))).isFalse();
    }
}
