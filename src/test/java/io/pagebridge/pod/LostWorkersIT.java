package io.pagebridge.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.api.RunningService;
import io.pagebridge.api.ScriptedEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workers end, each for a reason of its own; the pod stays up, and its metrics count each end once. */
class LostWorkersIT {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(Scripted.with("pagebridge.pool.worker-memory=256M"));
        awaitReady();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(() -> service.readiness() == 200);
    }

    private static double ends(String reason) throws Exception {
        return service.metric(
                "pagebridge_worker_exits_total{pool=\"pdfium\",reason=\"%s\"}".formatted(reason));
    }

    private static HttpResponse<String> answer(String order) throws Exception {
        return service.post(ScriptedEngine.document(order)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void aWorkerOverItsMemoryLeavesThePodUp() throws Exception {
        awaitReady();
        AtomicBoolean unready = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        Thread probe =
                Thread.startVirtualThread(
                        () -> {
                            while (!over.get()) {
                                unready.compareAndSet(false, readiness() != 200);
                            }
                        });
        double before = ends("oom");

        HttpResponse<String> swollen = answer("swell");
        HttpResponse<String> next = answer("fine after the flood");
        over.set(true);
        probe.join();

        assertThat(swollen.statusCode()).isEqualTo(503);
        assertThat(swollen.body()).contains("/problems/out-of-memory", "\"worker_exit\":\"oom\"");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(service.process.isAlive()).isTrue();
        assertThat(unready).isFalse();
        assertThat(ends("oom") - before).isEqualTo(1);
    }

    @Test
    void everyEndIsCountedOnceUnderItsReason() throws Exception {
        awaitReady();
        double crashes = ends("native-crash");
        double exits = ends("exited");
        double planned = ends("recycled");

        assertThat(answer("crash now").statusCode()).isEqualTo(503);
        assertThat(answer("exit now").statusCode()).isEqualTo(503);
        assertThat(answer("exit again").statusCode()).isEqualTo(503);

        assertThat(ends("native-crash") - crashes).isEqualTo(1);
        assertThat(ends("exited") - exits).isEqualTo(2);
        assertThat(ends("recycled") - planned).isZero();
        awaitReady();
        assertThat(answer("fine").statusCode()).isEqualTo(200);
    }

    private static int readiness() {
        try {
            int status = service.readiness();
            Thread.sleep(50);
            return status;
        } catch (Exception e) {
            return 0;
        }
    }
}
