package io.pagebridge.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.api.RunningService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration that cannot work stops the start with one sentence that names it, and nothing else. */
class RefusedStartIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pagebridge.pool.sise=3 | pagebridge.pool.sise is no setting of Pagebridge",
                "pagebridge.pol.size=3 | did you mean pagebridge.pool.size?",
                "pagebridge.pool.worker-memory=lots | pagebridge.pool.worker-memory cannot be \"lots\"",
                "pagebridge.pool.size=0 | pagebridge.pool: a pool needs size >= 1",
                "pagebridge.pdfbox.heap=1G | pagebridge.pdfbox.heap must be less than pagebridge.pdfbox.memory",
                "pagebridge.auth.api-keys-file=/nowhere/keys | pagebridge.auth.api-keys-file /nowhere/keys cannot be read (NoSuchFileException)"
            })
    void aWrongPropertyIsNamed(String setting, String named) throws Exception {
        assertThat(refusal(List.of(), Map.of(), setting)).contains(named);
    }

    @Test
    void anUnknownVariableIsNamed() throws Exception {
        assertThat(refusal(List.of(), Map.of("PAGEBRIDGE_POOL_SISE", "3")))
                .contains("PAGEBRIDGE_POOL_SISE is no setting", "mean PAGEBRIDGE_POOL_SIZE?");
    }

    @Test
    void aSecretThatHoldsNoKeyDoesNotOpenTheService(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("keys"), "# none yet\n");

        assertThat(refusal(List.of(), Map.of(), "pagebridge.auth.api-keys-file=" + empty))
                .contains("pagebridge.auth.api-keys", "holds no key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | pagebridge.pool.size=2 | pool pdfium (3 workers) 3072 MB | of 1024 MB does not fit",
                // Everything but the routes fits.
                "64 | pagebridge.routes.size=1 pagebridge.routes.worker-memory=40G | pool routes (2 workers) 81920 MB | of 65536 MB does not fit"
            })
    void aBudgetOverThePodsLimitIsAddedUp(
            long gigabytes, String settings, String share, String sum, @TempDir Path cgroup)
            throws Exception {
        Files.writeString(cgroup.resolve("memory.max"), (gigabytes << 30) + "\n");
        String mount = "mount --bind " + cgroup + " /sys/fs/cgroup";
        List<String> smallPod =
                List.of("unshare", "-Urm", "sh", "-c", mount + " && exec \"$@\"", "sh");
        Assumptions.assumeTrue(
                succeeds(smallPod), "no own mounts here: the pod's limit cannot be played");

        List<String> all = new ArrayList<>(List.of(settings.split(" ")));
        all.add(
                "pagebridge.routes.directory="
                        + Path.of("src/test/python/routes").toAbsolutePath());
        String told = refusal(smallPod, Map.of(), all.toArray(String[]::new));
        assertThat(told).contains(share, sum);
    }

    /** The only line that the start left, after it ended with status 1. */
    private static String refusal(
            List<String> wrapper, Map<String, String> environment, String... settings)
            throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(RunningService.command(wrapper, settings))
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String told =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(told).isEqualTo(1);
            assertThat(told.lines()).as(told).hasSize(1);
            assertThat(told).startsWith("pagebridge does not start: ");
            return told;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean succeeds(List<String> wrapper) throws Exception {
        List<String> command = new ArrayList<>(wrapper);
        command.add("true");
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
