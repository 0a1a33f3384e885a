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
public final class RunningService implements AutoCloseable {
    private static final Pattern PORTS =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).*http://[^:]+:(\\d+)");
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    public final Process process;
    public final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private int port;
    private int managementPort;

    public RunningService(String... settings) throws IOException, InterruptedException {
        this(List.of(), settings);
    }

    /** @param wrapper a command that runs the command behind it, without a process in between */
    RunningService(List<String> wrapper, String... settings)
            throws IOException, InterruptedException {
        log = Files.createTempFile(Path.of("target"), "service-", ".log");
        process =
                new ProcessBuilder(command(wrapper, settings))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        awaitPorts();
    }

    /** What starts the packaged service on free ports. */
    public static List<String> command(List<String> wrapper, String... settings) {
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
        return command;
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

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Every process below the service's own: its workers. */
    public List<ProcessHandle> workers() {
        return process.descendants().filter(ProcessHandle::isAlive).toList();
    }

    public int port() {
        return port;
    }

    public int readiness() throws IOException, InterruptedException {
        return managed("/q/health/ready").statusCode();
    }

    /** A path on the management port. */
    public HttpResponse<String> managed(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(managementPort, path));
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The value of one series of {@code /q/metrics}, written as it stands there; -1 when there is none. */
    public double metric(String series) throws IOException, InterruptedException {
        return managed("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    public CompletableFuture<HttpResponse<String>> post(byte[] pdf) {
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
