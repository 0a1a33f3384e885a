package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which limit of a call comes next. Upper bounds only, or with minutes to spare: a slow machine changes nothing. */
class ExchangeClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static ExchangeClock clock(Clocks.Builder clocks, CallLimits limits, long bodyBytes) {
        return new ExchangeClock(clocks.build(), limits, Deadline.none(), bodyBytes);
    }

    @Test
    void aLargeBodyHasLongerToBeAccepted() {
        Clocks.Builder slow = Clocks.builder().accepted(Duration.ofMinutes(5)).stall(HOUR);
        slow.acceptedPer10Mb(Duration.ofMinutes(1)).soft(HOUR);
        assertThat(clock(slow, CallLimits.NONE, 0).nextLook())
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(clock(slow, CallLimits.NONE, 100_000_000).nextLook())
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void whatWasAcceptedIsHeldToTheOtherLimits() {
        Clocks.Builder clocks = Clocks.builder().stall(HOUR.dividedBy(2)).soft(HOUR);
        ExchangeClock clock = clock(clocks, CallLimits.NONE, 0);
        assertThat(clock.nextLook()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        clock.accepted();
        assertThat(clock.nextLook()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @Test
    void noCallerRaisesALimitOfThePool() {
        CallLimits greedy =
                new CallLimits(
                        HOUR.multipliedBy(9), HOUR.multipliedBy(9), HOUR.multipliedBy(9), false);
        ExchangeClock stall =
                clock(Clocks.builder().stall(Duration.ofMinutes(2)).soft(HOUR), greedy, 0);
        stall.accepted();
        assertThat(stall.nextLook()).isLessThanOrEqualTo(Duration.ofMinutes(2));
        Clocks.Builder shortTotal =
                Clocks.builder().stall(HOUR.multipliedBy(9)).soft(Duration.ofMinutes(3));
        ExchangeClock hard = clock(shortTotal.hardMargin(Duration.ofMinutes(1)), greedy, 0);
        hard.accepted();
        assertThat(hard.nextLook()).isLessThanOrEqualTo(Duration.ofMinutes(4));
        assertThat(Duration.ofMillis(hard.softMillis())).isLessThanOrEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void everyCallerMayLowerThem() {
        CallLimits modest =
                new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(2), null, false);
        ExchangeClock clock = clock(Clocks.builder().stall(HOUR).soft(HOUR), modest, 0);
        clock.accepted();
        assertThat(clock.nextLook()).isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(Duration.ofMillis(clock.softMillis()))
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
}
