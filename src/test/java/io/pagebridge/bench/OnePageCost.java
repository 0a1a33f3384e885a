package io.pagebridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.api.RunningService;
import io.pagebridge.engine.PageContentDecoder;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The bridge's part of a request for one page. For each PDF, in turn, many times: a call with nothing in it and nothing
 * to do, a call for the first page, and an HTTP request for that page to the packaged service, which runs beside this
 * JVM. Two measures of the bridge come of it, each over the whole request:
 *
 * <ul>
 *   <li>the empty call: what any call costs, whatever is in it;
 *   <li>the page's call less the time in the worker's engine and less decoding the page: the empty call, the PDF's way
 *       into the worker and the page's way back.
 * </ul>
 *
 * Usage: {@code OnePageCost TIMES PDF…}, by {@code bench/bridge/run.sh page}; twice as many before are not counted.
 */
public final class OnePageCost {
    private static final Deadline NO_HURRY = Deadline.in(Duration.ofMinutes(30));
    private static final String EMPTY = "an empty call";
    private static final String BRIDGE = "of it neither engine nor decoding";
    private static final String REQUEST = "the whole HTTP request";

    private final PageContentDecoder decoder = new PageContentDecoder();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        OnePageCost cost = new OnePageCost();
        try (WorkerPool pool = TimedWorkers.pool(1);
                RunningService service = new RunningService()) {
            for (String pdf : Arrays.asList(arguments).subList(1, arguments.length)) {
                cost.measure(Path.of(pdf).toAbsolutePath(), times, pool, service.port());
            }
        }
    }

    private void measure(Path pdf, int times, WorkerPool pool, int port) throws Exception {
        Measures measures = new Measures();
        for (int i = -2 * times; i < times; i++) {
            if (i == 0) {
                measures.forget();
            }
            empty(pool, measures);
            onePage(pool, pdf, measures);
            HttpRequest request = request(pdf, port);
            long start = System.nanoTime();
            send(request);
            measures.note(REQUEST, since(start));
        }
        System.out.printf("%n%s, %,d bytes, first page; ms%n", pdf.getFileName(), Files.size(pdf));
        measures.print();
        double request = measures.median(REQUEST);
        System.out.printf(
                "of the request: empty call %.1f %%, the page's call without engine and decoding %.1f %%%n",
                100 * measures.median(EMPTY) / request, 100 * measures.median(BRIDGE) / request);
    }

    private static void empty(WorkerPool pool, Measures measures) {
        long start = System.nanoTime();
        JsonNode result;
        try (Reply reply = pool.call(Call.of("empty", Map.of()), NO_HURRY)) {
            result = reply.result();
        }
        measures.note(EMPTY, since(start));
        measures.note("of it until the handler begins", (at(result, "began_ns") - start) / 1e6);
    }

    private void onePage(WorkerPool pool, Path pdf, Measures measures) {
        Call call = TimedWorkers.read(pdf, List.of(List.of(1, 1)));
        long start = System.nanoTime();
        double decoding = 0;
        JsonNode result;
        try (Reply reply = pool.call(call, NO_HURRY)) {
            for (Part part : reply) {
                long before = System.nanoTime();
                if (part.kind().equals("page")) {
                    decoder.decode(part.body(), "pdfium");
                }
                decoding += since(before);
            }
            result = reply.result();
        }
        double whole = since(start);
        double engine = result.path("own_us").asDouble() / 1e3;
        measures.note("one page's call", whole);
        measures.note("of it in the engine", engine);
        measures.note("of it decoding the page", decoding);
        measures.note(BRIDGE, whole - engine - decoding);
        measures.note("of this until the handler begins", (at(result, "began_ns") - start) / 1e6);
        measures.note(
                "of this taking in the PDF",
                (at(result, "body_ns") - at(result, "began_ns")) / 1e6);
    }

    private static long at(JsonNode result, String member) {
        return result.path(member).asLong();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static HttpRequest request(Path pdf, int port) throws IOException {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d/v1/extract?pages=1&ocr=off".formatted(port)))
                .header("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(pdf)))
                .build();
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(new String(answer.body()));
        }
    }
}
