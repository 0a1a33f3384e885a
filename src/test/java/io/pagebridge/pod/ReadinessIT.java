package io.pagebridge.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pagebridge.api.RunningService;
import io.pagebridge.api.ScriptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the probes of a pod see while its first worker starts. */
class ReadinessIT {
    private static final String STARTS = "pagebridge_worker_start_seconds_count{pool=\"pdfium\"}";

    /** Its workers come as far as their first import and wait there for a file. */
    private static Path slowScript(Path folder, Path permission) throws Exception {
        Path engine = Path.of("src/test/python/scripted_engine.py").toAbsolutePath();
        return Files.writeString(
                folder.resolve("slow_engine.py"),
                """
                import pathlib, runpy, time

                while not pathlib.Path(%s).exists():
                    time.sleep(0.05)
                runpy.run_path(%s, run_name="__main__")
                """
                        .formatted(quoted(permission), quoted(engine)));
    }

    private static String quoted(Path path) {
        return "\"" + path + "\"";
    }

    @Test
    void aPodIsReadyOnlyAfterAWorkerSaidSo(@TempDir Path folder) throws Exception {
        Path permission = folder.resolve("go");
        try (RunningService service =
                new RunningService(
                        Scripted.with(
                                "pagebridge.python.script=" + slowScript(folder, permission)))) {
            for (int i = 0; i < 10; i++) {
                assertThat(service.readiness()).isEqualTo(503);
                assertThat(service.managed("/q/health/started").statusCode()).isEqualTo(503);
                assertThat(service.managed("/q/health/live").statusCode()).isEqualTo(200);
                assertThat(service.metric(STARTS)).isZero();
                Thread.sleep(100);
            }
            Files.createFile(permission);

            await().atMost(Duration.ofSeconds(60)).until(() -> service.readiness() == 200);
            assertThat(service.managed("/q/health/started").statusCode()).isEqualTo(200);
            assertThat(service.metric(STARTS)).isPositive();
            assertThat(
                            service.post(ScriptedEngine.document("fine"))
                                    .get(30, TimeUnit.SECONDS)
                                    .statusCode())
                    .isEqualTo(200);
        }
    }
}
