package io.pagebridge.worker;

import io.pagebridge.worker.protocol.WorkerMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts one worker's process with its own environment and its own scratch directory. Runs on the spawner's thread. */
final class Launcher {
    private final String pool;
    private final WorkerCommand command;
    private final PoolSettings settings;
    private final PoolThreads threads;
    private final MemoryProbe memory;

    Launcher(
            String pool,
            WorkerCommand command,
            PoolSettings settings,
            PoolThreads threads,
            MemoryProbe memory) {
        this.memory = memory;
        this.pool = pool;
        this.command = command;
        this.settings = settings;
        this.threads = threads;
    }

    /** Starts the process; it is listened to from then on. Never throws: a failure is the worker's end. */
    void launch(Worker worker) {
        ScratchDirectory scratch = null;
        try {
            String complaint = command.complaint().orElse(null);
            if (complaint != null) {
                worker.ended(new Ending(ExitReason.BOOT_ERROR, -1, complaint));
                return;
            }
            scratch = ScratchDirectory.create(settings.scratch(), pool, worker.number);
            scratch.unpack(command.unpacked());
            WorkerProcess process = start(worker, scratch);
            worker.attach(process);
            threads.after(
                    settings.clocks().start(),
                    () -> worker.startTimeout(settings.clocks().start()));
            process.listen(threads, Integer.toString(worker.number), settings.maxTrailer());
        } catch (IOException | RuntimeException e) {
            if (scratch != null) {
                scratch.remove();
            }
            worker.ended(
                    new Ending(
                            ExitReason.BOOT_ERROR,
                            -1,
                            "The worker "
                                    + command.program()
                                    + " could not be started: "
                                    + e.getMessage()));
        }
    }

    private WorkerProcess start(Worker worker, ScratchDirectory scratch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.commandLine());
        Path directory = command.workingDirectory();
        builder.directory((directory == null ? scratch.path() : directory).toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("PYTHONNOUSERSITE", "1");
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OMP_THREAD_LIMIT", "1");
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("PAGEBRIDGE_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        environment.put("PAGEBRIDGE_SANDBOX", settings.sandbox());
        environment.put("PAGEBRIDGE_SCRATCH", scratch.path().toString());
        environment.put("PAGEBRIDGE_MEMORY_BYTES", Long.toString(settings.workerMemory()));
        environment.putAll(command.environment());
        return WorkerProcess.start(
                builder, pool + "-" + worker.number, new Cleaning(worker, scratch), memory);
    }

    /** Removes the scratch directory when the worker has ended, before anybody hears of it. */
    private record Cleaning(Worker worker, ScratchDirectory scratch)
            implements WorkerProcess.Owner {
        @Override
        public void message(WorkerMessage message) throws IOException {
            worker.message(message);
        }

        @Override
        public void ended(Ending ending) {
            worker.ended(ending);
            scratch.remove();
        }
    }

    /** Directories that an earlier JVM, killed, has left behind. */
    void sweep() {
        ScratchDirectory.sweep(settings.scratch());
    }
}
