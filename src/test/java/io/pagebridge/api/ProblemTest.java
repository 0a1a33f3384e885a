package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyFailureIsExplained(FailureKind kind) {
        assertThat(ProblemTitles.explained(kind.code())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyOtherProblemIsExplained(ProblemKind kind) {
        assertThat(ProblemTitles.explained(kind.code())).isNotNull();
    }

    @Test
    void furtherMembersStandBesideTheUsualOnes() {
        FailureException failure =
                new FailureException(
                        FailureKind.WORKER_CRASHED,
                        "gone",
                        Map.of(
                                "worker_exit",
                                "native-crash",
                                "retry_after",
                                Duration.ofMillis(2100)));

        assertThat(ProblemJson.write(Problem.of(failure), "r1"))
                .isEqualTo(
                        """
                        {"type":"/problems/worker-crashed",\
                        "title":"The worker ended over this document","status":503,\
                        "detail":"gone","retryable":true,"request_id":"r1","retry_after":5,\
                        "worker_exit":"native-crash"}""");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"QUEUE_FULL", "WORKER_CRASHED", "OUT_OF_MEMORY", "DRAINING", "NOT_READY"})
    void whatMayPassSaysWhenToComeBack(FailureKind kind) {
        assertThat(Problem.of(new FailureException(kind, "x")).retryAfterSeconds()).isPositive();
    }
}
