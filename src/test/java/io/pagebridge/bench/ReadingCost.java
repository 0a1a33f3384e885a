package io.pagebridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.pagebridge.engine.PageContentDecoder;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What reading real PDFs through the bridge costs, without layout, chunks and HTTP: pages are decoded and forgotten. In
 * each round, in turn: the engine in a process without a bridge, two of these side by side, a pool of one worker, a pool
 * of two with two callers. Then single pages: a call's round trip less what the worker's handler took. Usage: {@code
 * ReadingCost ROUNDS PDF…}, by {@code bench/bridge/run.sh reading}; two rounds before are not counted.
 */
public final class ReadingCost {
    private static final Path PYTHON = Path.of("python/.venv/bin/python").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("bench/bridge").toAbsolutePath();
    private static final int WARM_UP = 2;
    private static final int SINGLE_PAGES = 300;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Path> pdfs;
    private final Map<String, List<Double>> measures = new LinkedHashMap<>();

    /** @param ownCpu microseconds in the engine; {@code cpu} of the whole worker meanwhile */
    private record Read(int pages, double ownCpu, double cpu) {}

    private ReadingCost(List<Path> pdfs) {
        this.pdfs = pdfs;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        List<Path> pdfs =
                Arrays.stream(arguments).skip(1).map(Path::of).map(Path::toAbsolutePath).toList();
        new ReadingCost(pdfs).run(rounds);
    }

    private void run(int rounds) throws Exception {
        try (WorkerPool one = pool(1);
                WorkerPool two = pool(2);
                EngineAlone first = new EngineAlone(PYTHON, SCRIPTS);
                EngineAlone second = new EngineAlone(PYTHON, SCRIPTS);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = -WARM_UP; round < rounds; round++) {
                round(one, two, first, second, callers);
                if (round < 0) {
                    measures.clear();
                }
            }
            measures.forEach((what, values) -> print(what, values));
            singlePages(one);
        }
    }

    private void round(
            WorkerPool one,
            WorkerPool two,
            EngineAlone first,
            EngineAlone second,
            ExecutorService callers)
            throws Exception {
        long start = System.nanoTime();
        double alone = first.read(pdfs);
        double aloneWall = System.nanoTime() - start;

        start = System.nanoTime();
        List<Future<?>> both = new ArrayList<>();
        for (EngineAlone engine : List.of(first, second)) {
            both.add(callers.submit(() -> engine.read(pdfs)));
        }
        await(both);
        double twoAloneWall = System.nanoTime() - start;

        long jvm = SYSTEM.getProcessCpuTime();
        start = System.nanoTime();
        Read read = readAll(one);
        double wall = System.nanoTime() - start;
        double jvmMicros = (SYSTEM.getProcessCpuTime() - jvm) / 1e3;

        start = System.nanoTime();
        both.clear();
        for (int caller = 0; caller < 2; caller++) {
            both.add(callers.submit(() -> readAll(two)));
        }
        await(both);
        double twoWall = System.nanoTime() - start;

        int pages = read.pages();
        note("engine in process, CPU ms a page", alone / 1e3 / pages);
        note("worker, CPU ms a page", read.cpu() / 1e3 / pages);
        note("of it the engine's own, CPU ms a page", read.ownCpu() / 1e3 / pages);
        note("JVM: frames, pipes, decoding, CPU ms a page", jvmMicros / 1e3 / pages);
        note("worker over the engine in process", read.cpu() / alone);
        note("worker over the engine inside it", read.cpu() / read.ownCpu());
        note("worker and JVM over the engine in process", (read.cpu() + jvmMicros) / alone);
        note("pages a second, one worker", pages / (wall / 1e9));
        note("two workers over one", 2 * wall / twoWall);
        note("two engines without a bridge over one", 2 * aloneWall / twoAloneWall);
    }

    private static WorkerPool pool(int size) {
        WorkerCommand command =
                WorkerCommand.python(PYTHON, SCRIPTS.resolve("timed_extract.py"))
                        .withEnvironment(
                                "PYTHONPATH", Path.of("python").toAbsolutePath().toString());
        return WorkerPool.builder()
                .name("cost")
                .command(command)
                .settings(PoolSettings.builder(size).standby(0).build())
                .start();
    }

    private Read readAll(WorkerPool pool) throws IOException {
        Read all = new Read(0, 0, 0);
        for (Path pdf : pdfs) {
            Read read = read(pool, pdf, null);
            all =
                    new Read(
                            all.pages() + read.pages(),
                            all.ownCpu() + read.ownCpu(),
                            all.cpu() + read.cpu());
        }
        return all;
    }

    private static Read read(WorkerPool pool, Path pdf, List<List<Integer>> pages)
            throws IOException {
        PageContentDecoder decoder = new PageContentDecoder();
        try (Reply reply = pool.call(call(pdf, pages), Deadline.in(Duration.ofMinutes(2)))) {
            // The call has been accepted: what the worker used before was for others.
            double before = cpuMicros(reply.worker().pid());
            int read = 0;
            for (Part part : reply) {
                if (part.kind().equals("page")) {
                    decoder.decode(part.body(), "pdfium");
                    read++;
                }
            }
            JsonNode result = reply.result();
            double used = cpuMicros(reply.worker().pid()) - before;
            return new Read(read, result.path("own_cpu_us").asDouble(), used);
        }
    }

    private static Call call(Path pdf, List<List<Integer>> pages) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("pages", pages);
        arguments.put("ocr", "off");
        return Call.of("extract", arguments).body(pdf);
    }

    /** Of the worker's one thread, from the scheduler's own clock. */
    private static double cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/schedstat"));
        return Long.parseLong(stat.substring(0, stat.indexOf(' '))) / 1e3;
    }

    /** The first page of the smallest PDF, again and again. */
    private void singlePages(WorkerPool pool) throws IOException {
        Path smallest = pdfs.getFirst();
        for (Path pdf : pdfs) {
            smallest = Files.size(pdf) < Files.size(smallest) ? pdf : smallest;
        }
        double[] share = new double[SINGLE_PAGES];
        double[] bridge = new double[SINGLE_PAGES];
        double[] whole = new double[SINGLE_PAGES];
        for (int i = -SINGLE_PAGES / 3; i < SINGLE_PAGES; i++) {
            long start = System.nanoTime();
            double own;
            Call call = call(smallest, List.of(List.of(1, 1)));
            try (Reply reply = pool.call(call, Deadline.in(Duration.ofMinutes(1)))) {
                reply.forEach(part -> {});
                own = reply.result().path("own_us").asDouble();
            }
            if (i >= 0) {
                whole[i] = (System.nanoTime() - start) / 1e3;
                bridge[i] = whole[i] - own;
                share[i] = bridge[i] / whole[i];
            }
        }
        System.out.printf("one page of %s:%n", smallest.getFileName());
        print("round trip, us", Arrays.stream(whole).boxed().toList());
        print("round trip less the handler, us", Arrays.stream(bridge).boxed().toList());
        print("of the round trip", Arrays.stream(share).boxed().toList());
    }

    private static void await(List<Future<?>> futures)
            throws InterruptedException, ExecutionException {
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private void note(String what, double value) {
        measures.computeIfAbsent(what, ignored -> new ArrayList<>()).add(value);
    }

    private static void print(String what, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%s: %.3f (%.3f to %.3f, %d times)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
