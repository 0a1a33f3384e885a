package io.pagebridge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose fault each end is: the document's (quarantine), the workers' (circuit), nobody's. */
class ExitReasonTest {
    private static final Set<ExitReason> STRIKES =
            EnumSet.of(
                    ExitReason.TIMEOUT,
                    ExitReason.STALLED,
                    ExitReason.OOM,
                    ExitReason.OOM_SELF,
                    ExitReason.OOM_KERNEL,
                    ExitReason.NATIVE_CRASH,
                    ExitReason.CPU_LIMIT,
                    ExitReason.FILE_LIMIT,
                    ExitReason.SECCOMP);

    private static final Set<ExitReason> COUNTED =
            EnumSet.of(
                    ExitReason.NATIVE_CRASH,
                    ExitReason.SECCOMP,
                    ExitReason.PROTOCOL,
                    ExitReason.NOT_ACCEPTED,
                    ExitReason.EXITED,
                    ExitReason.KILLED_UNKNOWN,
                    ExitReason.PARENT_GONE,
                    ExitReason.SANDBOX_FAILED,
                    ExitReason.BOOT_ERROR,
                    ExitReason.START_TIMEOUT);

    @ParameterizedTest
    @EnumSource
    void everyReasonIsTheFaultOfWhomItShouldBe(ExitReason reason) {
        assertThat(reason.strikes()).as("a strike").isEqualTo(STRIKES.contains(reason));
        assertThat(reason.counts()).as("counted").isEqualTo(COUNTED.contains(reason));
    }

    @Test
    @DisplayName("acceptance 12: a document that stalls costs two workers at most, too")
    void aDocumentThatStallsIsQuarantined() {
        try (WorkerPool pool = TestWorkers.pool("mute_worker.py")) {
            Call stalls = Call.of("x").stall(Duration.ofMillis(300)).poisonKey("digest");
            for (int i = 0; i < 4; i++) {
                FailureKind expected =
                        i < 2 ? FailureKind.DEADLINE_EXCEEDED : FailureKind.DOCUMENT_QUARANTINED;
                assertThat(TestWorkers.failure(pool, stalls).kind()).isEqualTo(expected);
            }
            await().until(() -> pool.state().exits(ExitReason.STALLED) == 2);
            assertThat(pool.state().state()).isNotEqualTo(PoolState.OPEN);
        }
    }
}
