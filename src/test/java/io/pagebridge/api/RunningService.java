package io.pagebridge.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, on free ports, as an operator runs it. */
final class RunningService implements AutoCloseable {
    private static final Pattern PORTS =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).*http://[^:]+:(\\d+)");
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    final Process process;
    final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private int port;
    private int managementPort;

    RunningService(String... settings) throws IOException, InterruptedException {
        this(List.of(), settings);
    }

    /** @param wrapper a command that runs the command behind it, without a process in between */
    RunningService(List<String> wrapper, String... settings)
            throws IOException, InterruptedException {
        log = Files.createTempFile(Path.of("target"), "service-", ".log");
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dquarkus.http.port=0");
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.management.port=0");
        command.add("-Dquarkus.management.host=127.0.0.1");
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.add("-jar");
        command.add(JAR.toString());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        awaitPorts();
    }

    private void awaitPorts() throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher found = PORTS.matcher(log());
            if (found.find()) {
                port = Integer.parseInt(found.group(1));
                managementPort = Integer.parseInt(found.group(2));
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the service did not start: " + log());
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Every process below the service's own: its workers. */
    List<ProcessHandle> workers() {
        return process.descendants().filter(ProcessHandle::isAlive).toList();
    }

    int readiness() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort));
        return client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    CompletableFuture<HttpResponse<String>> post(byte[] pdf) {
        URI uri = URI.create("http://127.0.0.1:%d/v1/extract".formatted(port));
        return client.sendAsync(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/pdf")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(pdf))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
