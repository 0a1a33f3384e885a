package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.worker.RecyclePolicy.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecyclePolicyTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long MB = 1L << 20;

    private final RecyclePolicy lowest =
            new RecyclePolicy(RecycleLimits.defaults(), 1024 * MB, () -> 0L);
    private final RecyclePolicy highest =
            new RecyclePolicy(RecycleLimits.defaults(), 1024 * MB, () -> -1L);

    @Test
    void aWorkerInItsPrimeStays() {
        assertThat(lowest.check(new Service(MINUTE, 499, 19_999, 60 * MB, 300 * MB))).isEmpty();
    }

    @Test
    void eachWorkerDrawsItsOwnNumberOfDocuments() {
        assertThat(lowest.check(new Service(MINUTE, 500, 0, 0, 0)))
                .contains(RecycleTrigger.DOCUMENTS);
        assertThat(highest.check(new Service(MINUTE, 624, 0, 0, 0))).isEmpty();
        assertThat(highest.check(new Service(MINUTE, 625, 0, 0, 0)))
                .contains(RecycleTrigger.DOCUMENTS);
    }

    @Test
    void partsAndAgeCountToo() {
        assertThat(lowest.check(new Service(MINUTE, 1, 20_000, 0, 0)))
                .contains(RecycleTrigger.PARTS);
        assertThat(lowest.check(new Service(290 * MINUTE, 1, 0, 0, 0)))
                .contains(RecycleTrigger.AGE);
        assertThat(highest.check(new Service(290 * MINUTE, 1, 0, 0, 0))).isEmpty();
    }

    @Test
    void nobodyIsRecycledInTheFirstTenSecondsForHavingServedMuch() {
        assertThat(lowest.check(new Service(9_000_000_000L, 5_000, 0, 0, 0))).isEmpty();
    }

    @Test
    void growthIsMeasuredFromTheBaseline() {
        assertThat(lowest.check(new Service(MINUTE, 10, 0, 60 * MB, 361 * MB)))
                .contains(RecycleTrigger.RSS_GROWTH);
        assertThat(lowest.check(new Service(MINUTE, 10, 0, 0, 361 * MB))).isEmpty();
    }

    @Test
    void threeQuartersOfTheLimitAreEnough() {
        assertThat(lowest.check(new Service(MINUTE, 10, 0, 700 * MB, 769 * MB)))
                .contains(RecycleTrigger.RSS_ABSOLUTE);
    }

    @Test
    void aNewWorkerThatGrewRaisesOneAlarmAndIsNotEndedForItsGrowth() {
        Service second = new Service(MINUTE, 2, 0, 60 * MB, 400 * MB);
        assertThat(lowest.check(second)).isEmpty();
        assertThat(lowest.alarms(second)).isTrue();
        assertThat(lowest.alarms(second)).isFalse();
        assertThat(lowest.check(new Service(MINUTE, 3, 0, 60 * MB, 500 * MB))).isEmpty();
        assertThat(lowest.check(new Service(MINUTE, 3, 0, 60 * MB, 800 * MB)))
                .contains(RecycleTrigger.RSS_ABSOLUTE);
    }

    @Test
    void growthIsNoReasonInTheFirstTenSeconds() {
        assertThat(lowest.check(new Service(9_000_000_000L, 10, 0, 60 * MB, 400 * MB))).isEmpty();
    }
}
