package io.pagebridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.pagebridge.engine.PageContentDecoder;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What reading real PDFs through the bridge costs, without layout, chunks and HTTP: pages are decoded and forgotten. In
 * each round, in turn: the engine in a process without a bridge, two of these side by side, a pool of one worker, a pool
 * of two with two callers, and the two pools again with pipes of 512 KiB. Usage: {@code ReadingCost ROUNDS PDF…}, by
 * {@code bench/bridge/run.sh reading}; two rounds before are not counted.
 *
 * <p>What two workers can bring is bounded twice: by what the machine gives to two processes that share nothing, and by
 * the JVM, which takes pages in while a worker reads the next ones, so that one worker uses more than one core already.
 * Both stand beside the result.
 */
public final class ReadingCost {
    private static final int WARM_UP = 2;
    private static final int LARGE = 512 << 10;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Path> pdfs;
    private final Measures measures = new Measures();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    /** @param ownCpu microseconds in the engine; {@code cpu} of the whole worker meanwhile */
    private record Read(int pages, double ownCpu, double cpu) {
        Read and(Read next) {
            return new Read(pages + next.pages, ownCpu + next.ownCpu, cpu + next.cpu);
        }
    }

    /** Without a bridge, in one round. @param cpu microseconds; {@code gain} what a second process brought */
    private record Alone(double cpu, double gain) {}

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
        try (callers;
                WorkerPool one = TimedWorkers.pool(1);
                WorkerPool two = TimedWorkers.pool(2);
                WorkerPool oneLarge = TimedWorkers.pool(1, LARGE);
                WorkerPool twoLarge = TimedWorkers.pool(2, LARGE);
                EngineAlone first = new EngineAlone(TimedWorkers.PYTHON, TimedWorkers.SCRIPTS);
                EngineAlone second = new EngineAlone(TimedWorkers.PYTHON, TimedWorkers.SCRIPTS)) {
            for (int round = -WARM_UP; round < rounds; round++) {
                if (round == 0) {
                    measures.forget();
                }
                Alone alone = alone(first, second);
                bridged("", one, two, alone);
                bridged("pipes of 512 KiB: ", oneLarge, twoLarge, alone);
            }
            measures.print();
        }
    }

    private Alone alone(EngineAlone first, EngineAlone second) throws Exception {
        long start = System.nanoTime();
        double cpu = first.read(pdfs);
        double wall = System.nanoTime() - start;
        double gain = 2 * wall / together(() -> first.read(pdfs), () -> second.read(pdfs));
        measures.note("two engines without a bridge over one", gain);
        return new Alone(cpu, gain);
    }

    private void bridged(String pipes, WorkerPool one, WorkerPool two, Alone alone)
            throws Exception {
        long jvm = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        Read read = readAll(one);
        double wall = System.nanoTime() - start;
        double jvmMicros = (SYSTEM.getProcessCpuTime() - jvm) / 1e3;
        double gain = 2 * wall / together(() -> readAll(two), () -> readAll(two));

        int pages = read.pages();
        measures.note(pipes + "engine in process, CPU ms a page", alone.cpu() / 1e3 / pages);
        measures.note(pipes + "worker, CPU ms a page", read.cpu() / 1e3 / pages);
        measures.note(pipes + "of it the engine's own, CPU ms a page", read.ownCpu() / 1e3 / pages);
        measures.note(
                pipes + "JVM: pipes, frames, decoding, CPU ms a page", jvmMicros / 1e3 / pages);
        measures.note(pipes + "worker over the engine in process", read.cpu() / alone.cpu());
        measures.note(pipes + "worker over the engine inside it", read.cpu() / read.ownCpu());
        measures.note(
                pipes + "worker and JVM over the engine in process",
                (read.cpu() + jvmMicros) / alone.cpu());
        measures.note(pipes + "pages a second, one worker", pages / (wall / 1e9));
        measures.note(
                pipes + "cores that one worker and the JVM use",
                (read.cpu() + jvmMicros) * 1e3 / wall);
        measures.note(pipes + "two workers over one", gain);
        measures.note(pipes + "of what two engines without a bridge bring", gain / alone.gain());
    }

    private Read readAll(WorkerPool pool) throws IOException {
        Read all = new Read(0, 0, 0);
        for (Path pdf : pdfs) {
            all = all.and(read(pool, pdf));
        }
        return all;
    }

    private static Read read(WorkerPool pool, Path pdf) throws IOException {
        PageContentDecoder decoder = new PageContentDecoder();
        try (Reply reply =
                pool.call(TimedWorkers.read(pdf, null), Deadline.in(Duration.ofMinutes(2)))) {
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

    /** Of the worker's one thread, from the scheduler's own clock. */
    private static double cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/schedstat"));
        return Long.parseLong(stat.substring(0, stat.indexOf(' '))) / 1e3;
    }

    /** @return nanoseconds until both are done */
    private double together(Callable<?> one, Callable<?> other) throws Exception {
        long start = System.nanoTime();
        for (Future<?> future : List.of(callers.submit(one), callers.submit(other))) {
            future.get();
        }
        return System.nanoTime() - start;
    }
}
