package io.pagebridge.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.api.RunningService;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two instances are replaced one after the other, as the Deployment does it: a new one first, nobody unavailable. */
class RollingUpdateIT {
    private static final int CALLERS = 4;

    @Test
    void aRollingUpdateUnderConstantLoadFailsNoRequest() throws Exception {
        List<RunningService> started = new ArrayList<>();
        try (ReadinessProxy proxy = new ReadinessProxy()) {
            RunningService first = start(proxy, started);
            RunningService second = start(proxy, started);
            ConstantLoad load = new ConstantLoad(proxy.port(), CALLERS);
            try {
                awaitAnswers(load, 2 * CALLERS);
                RunningService third = start(proxy, started);
                end(first);
                RunningService fourth = start(proxy, started);
                end(second);
                awaitAnswers(load, 4 * CALLERS);
                assertThat(List.of(third, fourth)).allMatch(one -> proxy.brought(one) > 0);
            } finally {
                load.stop();
            }
            assertThat(load.failures()).isEmpty();
            assertThat(load.versions())
                    .containsExactlyInAnyOrder(
                            HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2);
            assertThat(List.of(first, second)).allMatch(one -> proxy.brought(one) > 0);
        } finally {
            started.forEach(RunningService::close);
        }
    }

    private static void awaitAnswers(ConstantLoad load, int more) {
        int before = load.answered();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.answered() >= before + more);
    }

    private static RunningService start(ReadinessProxy proxy, List<RunningService> started)
            throws Exception {
        // Time enough for a slow machine's proxy to notice.
        RunningService instance =
                new RunningService(Scripted.with("pagebridge.api.drain-delay=PT5S"));
        started.add(instance);
        proxy.add(instance);
        await().atMost(Duration.ofSeconds(90)).until(() -> proxy.brings(instance));
        return instance;
    }

    private static void end(RunningService instance) throws Exception {
        instance.process.destroy();
        assertThat(instance.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
