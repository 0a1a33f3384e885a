package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.worker.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings allow routes, asked from inside; and the memory that they may take. */
class RouteSandboxTest {
    private static final String DENIED = "PermissionError";

    @TempDir private Path folder;
    private Path modules;
    private Path data;

    @BeforeEach
    void aModuleThatRunsWhatItIsSent() throws IOException {
        modules = Files.createDirectory(folder.resolve("modules"));
        data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("file"), "x");
        Files.writeString(
                modules.resolve("probe.py"),
                """
                import os, socket, subprocess
                def request(method, path, params, query, headers, body):
                    try:
                        exec(body)
                    except OSError as error:
                        return 200, type(error).__name__, {}
                    return 200, "allowed", {}
                """);
    }

    @Test
    void withoutSettingsThereIsOnlyTheDirectoryOfTheModules() throws IOException {
        try (RunningRoutes routes = start(Map.of());
                ServerSocket server = server()) {
            assertThat(run(routes, read(modules.resolve("probe.py")))).isEqualTo("allowed");
            assertThat(run(routes, "open('mine', 'w').write('x')")).isEqualTo("allowed");
            assertThat(run(routes, read(data.resolve("file")))).isEqualTo(DENIED);
            assertThat(run(routes, write(data.resolve("new")))).isEqualTo(DENIED);
            assertThat(run(routes, write(modules.resolve("new.py")))).isEqualTo(DENIED);
            assertThat(run(routes, connect(server))).isEqualTo(DENIED);
            assertThat(run(routes, "subprocess.run(['/bin/true'])")).isEqualTo(DENIED);
            assertThat(run(routes, "open('/proc/%d/environ' % os.getppid())")).isEqualTo(DENIED);
        }
    }

    @Test
    void readableWritableAndNetworkOpenJustThat() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Map<String, String> settings = new HashMap<>();
        settings.put("pagebridge.routes.readable", data.toString());
        settings.put("pagebridge.routes.writable", other.toString());
        settings.put("pagebridge.routes.network", "true");
        try (RunningRoutes routes = start(settings);
                ServerSocket server = server()) {
            assertThat(run(routes, read(data.resolve("file")))).isEqualTo("allowed");
            assertThat(run(routes, write(data.resolve("new")))).isEqualTo(DENIED);
            assertThat(run(routes, write(other.resolve("new")))).isEqualTo("allowed");
            assertThat(run(routes, connect(server))).isEqualTo("allowed");
            assertThat(run(routes, "subprocess.run(['/bin/true'])")).isEqualTo(DENIED);
            assertThat(run(routes, read(Path.of("/etc/passwd")))).isEqualTo(DENIED);
        }
    }

    @Test
    void theirWorkersCountInTheBudgetOfTheService() {
        MemoryBudget.Share share =
                MemoryBudget.Share.of(
                        RouteSettings.POOL, StartedRoutes.settings(modules, Map.of()).pool());
        assertThat(share)
                .isEqualTo(new MemoryBudget.Share("pool routes (3 workers)", 3L * (512 << 20)));
        MemoryBudget small = MemoryBudget.of(OptionalLong.of(1L << 30)).plus(share);
        assertThatThrownBy(small::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pool routes (3 workers) 1536 MB")
                .hasMessageContaining("does not fit");
    }

    private RunningRoutes start(Map<String, String> further) throws IOException {
        Map<String, String> settings = new HashMap<>(further);
        settings.put("pagebridge.routes.sandbox", "required");
        settings.put("pagebridge.routes.size", "1");
        return StartedRoutes.start(modules, settings);
    }

    private static String run(RunningRoutes routes, String code) {
        return StartedRoutes.ask(routes, "/probe", code);
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String connect(ServerSocket server) {
        return "socket.create_connection(('127.0.0.1', %d))".formatted(server.getLocalPort());
    }

    private static String read(Path file) {
        return "open('%s').read()".formatted(file);
    }

    private static String write(Path file) {
        return "open('%s', 'w').write('x')".formatted(file);
    }
}
