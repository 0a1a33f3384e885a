package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small rules: statuses, staffing, budget, retry-after, hand-over. */
class WorkerRulesTest {
    private static final PoolSettings FOUR = PoolSettings.ofSize(4);

    @ParameterizedTest
    @CsvSource({
        "0, true, false, RECYCLED",
        "0, false, false, EXITED",
        "1, false, false, EXITED",
        "70, false, false, OOM_SELF",
        "71, false, false, PROTOCOL",
        "72, false, false, SANDBOX_FAILED",
        "73, false, false, PARENT_GONE",
        "74, false, false, BOOT_ERROR",
        "137, false, true, OOM_KERNEL",
        "137, false, false, KILLED_UNKNOWN",
        "143, false, false, KILLED_UNKNOWN",
        "139, false, false, NATIVE_CRASH",
        "135, false, false, NATIVE_CRASH",
        "134, false, false, NATIVE_CRASH",
        "133, false, false, NATIVE_CRASH",
        "136, false, false, NATIVE_CRASH",
        "152, false, false, CPU_LIMIT",
        "153, false, false, FILE_LIMIT",
        "159, false, false, SECCOMP"
    })
    void everyStatusHasItsReason(int status, boolean retired, boolean oom, ExitReason reason) {
        assertThat(ExitClassifier.reason(status, retired, oom, "")).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "134, terminate called after throwing an instance of 'std::bad_alloc', OOM_SELF",
        "133, PartitionAlloc: Out of memory, OOM_SELF",
        "134, out of memory: an allocation was refused | Fatal Python error: Aborted, OOM_SELF",
        "134, Fatal Python error: Aborted, NATIVE_CRASH",
        "139, out of memory, NATIVE_CRASH"
    })
    void anAbortForWantOfMemoryIsNoCrash(int status, String lastWords, ExitReason reason) {
        assertThat(ExitClassifier.reason(status, false, false, lastWords)).isEqualTo(reason);
    }

    @Test
    void everyReasonOfAFailureHasAKindThatTheCallerUnderstands() {
        for (ExitReason reason : ExitReason.values()) {
            assertThat(reason.failureKind().category())
                    .isNotIn(FailureKind.Category.INTERNAL, FailureKind.Category.DOCUMENT);
        }
    }

    @Test
    void aFullPoolStartsItsWorkersAndAStandby() {
        assertThat(new Staffing(0, 0, 0, 0, 0, 0, 0).toStart(FOUR, false, false)).isEqualTo(5);
        assertThat(new Staffing(4, 1, 0, 0, 0, 0, 0).toStart(FOUR, false, false)).isZero();
    }

    @Test
    void aSlotIsFreeOnlyWhenItsProcessIsDead() {
        assertThat(new Staffing(4, 0, 0, 1, 4, 0, 0).toStart(FOUR, false, false)).isZero();
        assertThat(new Staffing(4, 0, 0, 0, 4, 0, 0).toStart(FOUR, false, false)).isEqualTo(1);
    }

    @Test
    void afterAFailedStartOneIsTriedAtATime() {
        assertThat(new Staffing(0, 0, 0, 0, 0, 9, 0).toStart(FOUR, false, true)).isEqualTo(1);
        assertThat(new Staffing(0, 0, 1, 0, 0, 9, 0).toStart(FOUR, false, true)).isZero();
    }

    @Test
    void aRecycleNeedsAReplacementEvenWithoutAStandby() {
        PoolSettings none = FOUR.toBuilder().standby(0).build();
        assertThat(new Staffing(4, 0, 0, 0, 4, 0, 0).toStart(none, false, false)).isZero();
        assertThat(new Staffing(4, 0, 0, 0, 4, 0, 2).toStart(none, false, false)).isEqualTo(1);
    }

    @Test
    void anOnDemandPoolStartsAsManyAsAreAskedFor() {
        PoolSettings lazy = FOUR.toBuilder().onDemand(Duration.ofMinutes(1)).build();
        assertThat(new Staffing(0, 0, 0, 0, 0, 0, 0).toStart(lazy, false, false)).isZero();
        assertThat(new Staffing(1, 0, 0, 0, 1, 2, 0).toStart(lazy, false, false)).isEqualTo(2);
        assertThat(new Staffing(4, 0, 0, 0, 4, 9, 0).toStart(lazy, false, false)).isZero();
    }

    @Test
    void callersMayLowerALimitAndNeverRaiseIt() {
        Duration pool = Duration.ofSeconds(60);
        assertThat(CallLimits.lower(pool, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(CallLimits.lower(pool, Duration.ofSeconds(90))).isEqualTo(pool);
        assertThat(CallLimits.lower(pool, null)).isEqualTo(pool);
    }

    @Test
    void acceptingMayTakeASecondMoreForEveryTenMegabytes() {
        assertThat(Clocks.defaults().acceptedFor(100_000_000)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void retryAfterFollowsTheQueueAndTheServiceTime() {
        ServiceTime time = new ServiceTime(() -> 0L);
        for (int i = 0; i < 200; i++) {
            time.took(Duration.ofSeconds(10));
        }
        assertThat(time.retryAfter(7, 4).toSeconds()).isBetween(15L, 16L);
        assertThat(time.retryAfter(100_000, 1)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aBudgetThatFitsIsOneLine() {
        MemoryBudget budget =
                MemoryBudget.of(OptionalLong.of(4L << 30))
                        .plus("JVM", 512L << 20)
                        .plus("extraction", PoolSettings.builder(2).workerMemory(1L << 30).build());
        assertThat(budget.check())
                .isEqualTo(
                        "memory: JVM 512 MB + pool extraction (3 workers) 3072 MB = 3584 MB of 4096 MB");
    }

    @Test
    void aBudgetThatCannotFitIsRefusedWithAWayOut() {
        MemoryBudget budget =
                MemoryBudget.of(OptionalLong.of(2L << 30))
                        .plus("extraction", PoolSettings.ofSize(2));
        assertThatThrownBy(budget::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3072 MB of 2048 MB")
                .hasMessageContaining("fewer workers");
    }

    @Test
    void theReaderWaitsForASlowCallerAndIsReleasedWhenItLeaves() throws InterruptedException {
        Handover handover = new Handover(10);
        handover.put(new Part("page", 0, new byte[10]));
        Thread reader =
                Thread.startVirtualThread(() -> handover.put(new Part("page", 1, new byte[10])));
        while (!handover.full()) {
            Thread.onSpinWait();
        }
        assertThat(handover.take().seq()).isZero();
        reader.join();
        Thread blocked =
                Thread.startVirtualThread(() -> handover.put(new Part("page", 2, new byte[10])));
        handover.leave();
        blocked.join();
        assertThat(handover.take()).isNull();
    }

    @Test
    void partsComeBeforeTheEndAndBeforeAFailure() throws InterruptedException {
        Handover handover = new Handover(10);
        handover.put(new Part("page", 0, new byte[1]));
        handover.end((WorkerMessage.Done) null);
        handover.end(Failures.lost(ExitReason.NATIVE_CRASH));
        assertThat(handover.take().seq()).isZero();
        assertThatThrownBy(handover::take).hasMessageContaining("native-crash");
    }

    @Test
    void aStateChangesOnlyAsItMay() {
        assertThat(WorkerState.BUSY.next())
                .containsExactlyInAnyOrder(
                        WorkerState.IDLE, WorkerState.RETIRING, WorkerState.CONDEMNED);
        for (WorkerState state : WorkerState.values()) {
            assertThat(state.next().isEmpty()).isEqualTo(state.over());
        }
    }
}
