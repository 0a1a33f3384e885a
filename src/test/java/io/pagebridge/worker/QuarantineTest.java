package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private long now;
    private final Quarantine quarantine = new Quarantine(Duration.ofHours(1), () -> now);

    @Test
    void theFirstStrikeIsForgiven() {
        assertThat(quarantine.strike("a", ExitReason.STALLED)).isFalse();
        assertThat(quarantine.bannedFor("a")).isNull();
    }

    @Test
    void theSecondWithinTheHourBans() {
        quarantine.strike("a", ExitReason.STALLED);
        now += Duration.ofMinutes(59).toNanos();
        assertThat(quarantine.strike("a", ExitReason.OOM)).isTrue();
        assertThat(quarantine.bannedFor("a")).isEqualTo(ExitReason.OOM);
        assertThat(quarantine.bannedFor("b")).isNull();
    }

    @Test
    void theSecondAfterTheHourIsAFirstOne() {
        quarantine.strike("a", ExitReason.STALLED);
        now += Duration.ofMinutes(61).toNanos();
        assertThat(quarantine.strike("a", ExitReason.STALLED)).isFalse();
    }

    @Test
    void aBanStaysWhenTheHourIsOver() {
        quarantine.strike("a", ExitReason.STALLED);
        quarantine.strike("a", ExitReason.STALLED);
        now += Duration.ofDays(30).toNanos();
        assertThat(quarantine.bannedFor("a")).isEqualTo(ExitReason.STALLED);
        quarantine.forgive("a");
        assertThat(quarantine.bannedFor("a")).isNull();
    }

    @Test
    void itHoldsTheLastTenThousand() {
        for (int i = 0; i <= Quarantine.CAPACITY; i++) {
            quarantine.strike("document " + i, ExitReason.TIMEOUT);
        }
        assertThat(quarantine.size()).isEqualTo(Quarantine.CAPACITY);
    }
}
