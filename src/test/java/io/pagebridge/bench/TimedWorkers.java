package io.pagebridge.bench;

import io.pagebridge.worker.Call;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools of workers that read PDFs and tell what their engine took: {@code bench/bridge/timed_extract.py}. */
final class TimedWorkers {
    static final Path PYTHON = Path.of("python/.venv/bin/python").toAbsolutePath();
    static final Path SCRIPTS = Path.of("bench/bridge").toAbsolutePath();

    private TimedWorkers() {}

    static WorkerPool pool(int size) {
        return pool(size, 0);
    }

    /** @param pipe bytes that the worker's outgoing pipe shall hold; 0: what the kernel gives, 64 KiB */
    static WorkerPool pool(int size, int pipe) {
        WorkerCommand command =
                WorkerCommand.python(PYTHON, SCRIPTS.resolve("timed_extract.py"))
                        .withEnvironment("BENCH_PIPE_BYTES", Integer.toString(pipe))
                        .withEnvironment(
                                "PYTHONPATH", Path.of("python").toAbsolutePath().toString());
        return WorkerPool.builder()
                .name("cost")
                .command(command)
                .settings(PoolSettings.builder(size).standby(0).build())
                .start();
    }

    /** @param pages ranges, null for all */
    static Call read(Path pdf, List<List<Integer>> pages) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("pages", pages);
        arguments.put("ocr", "off");
        return Call.of("extract", arguments).body(pdf);
    }
}
