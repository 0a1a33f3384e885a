package io.pagebridge.worker;

import io.pagebridge.worker.protocol.ServiceMessage;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One operating system process, its three pipes and its two threads. It ends exactly once, with one reason: the first
 * for which it was condemned, else the one its status tells.
 *
 * <p>Threads: started by the {@link Spawner}; messages and the end are delivered by its reader thread (the end by the
 * clock when a grandchild keeps the pipe open); written to by the pool's writers, one at a time; condemned by anybody.
 */
final class WorkerProcess {
    /** Receives what a process says. Called by one thread at a time. */
    interface Owner {
        void message(WorkerMessage message) throws IOException;

        void ended(Ending ending);
    }

    private static final int STEP = 64 << 10;

    /** How long a process may live on after the end of its stdout; it is normally gone by then. */
    private static final Duration DYING = Duration.ofMillis(500);

    /** How much of its last words says why it ended. */
    private static final int WORDS = 4096;

    private static final Duration LAST_WORDS = Duration.ofMillis(50);
    private static final Duration READER_RELEASE = Duration.ofMillis(75);

    private record Condemned(ExitReason reason, String why) {}

    private final Process process;
    private final ProcessTree tree;
    private final LastWords lastWords;
    private final Owner owner;
    private final MemoryProbe memory;
    private final long kernelKillsAtStart;
    private final AtomicReference<Condemned> condemned = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean retired;

    private WorkerProcess(
            Process process, Kinship kinship, String name, Owner owner, MemoryProbe memory) {
        this.memory = memory;
        this.kernelKillsAtStart = memory.kernelKills();
        this.process = process;
        this.tree = new ProcessTree(process, kinship);
        this.lastWords = new LastWords(process.getErrorStream(), name);
        this.owner = owner;
    }

    /** Called by the spawner's thread. The reader thread starts with {@link #listen}. */
    static WorkerProcess start(ProcessBuilder builder, String name, Owner owner, MemoryProbe memory)
            throws IOException {
        Kinship kinship = Kinship.fresh();
        kinship.mark(builder.environment());
        return new WorkerProcess(builder.start(), kinship, name, owner, memory);
    }

    void listen(PoolThreads threads, String name, long maxTrailer) {
        threads.start(name + "-stderr", lastWords);
        threads.start(name + "-stdout", new StdoutReader(this, owner, maxTrailer));
        process.onExit()
                .thenRun(
                        () -> {
                            tree.killRest();
                            threads.after(READER_RELEASE, this::finish);
                        });
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive() && condemned.get() == null;
    }

    InputStream stdout() {
        return process.getInputStream();
    }

    LastWords lastWords() {
        return lastWords;
    }

    /** The worker has set itself up: from now on its group is known. */
    void settled() {
        tree.learnGroup();
    }

    void send(ServiceMessage message) throws IOException {
        write(message.line(), InputStream.nullInputStream(), 0);
    }

    /**
     * Blocks while the pipe is full; ends with an exception when the process is killed.
     *
     * @throws BodyException when the body ends early or cannot be read: the worker waits for bytes that never come
     */
    void write(byte[] line, InputStream body, long length) throws IOException {
        writing.lock();
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(line);
            byte[] step = new byte[(int) Math.min(STEP, length)];
            for (long left = length; left > 0; ) {
                int count = BodyException.read(body, step, (int) Math.min(step.length, left));
                stdin.write(step, 0, count);
                left -= count;
            }
            stdin.flush();
        } finally {
            writing.unlock();
        }
    }

    /** Asks it to end; a writer's work. */
    void retire() {
        retired = true;
        try {
            send(new ServiceMessage.Retire());
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** Kills the whole tree. The first reason stays. Returns without waiting for the death. */
    void condemn(ExitReason reason, String why) {
        condemned.compareAndSet(null, new Condemned(reason, why));
        tree.kill();
    }

    boolean exitedWithin(Duration time) {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The reader saw the end of stdout. */
    void stdoutEnded() {
        if (!retired && !exitedWithin(DYING)) {
            condemn(ExitReason.PROTOCOL, "it closed its stdout but lived on");
        }
        exitedWithin(Duration.ofSeconds(10));
        lastWords.awaitEnd(LAST_WORDS);
        finish();
    }

    /** INVARIANT: runs once; afterwards the process is dead and its tree has been killed. */
    private void finish() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        tree.awaitSwept();
        owner.ended(ending());
    }

    private Ending ending() {
        Condemned sentence = condemned.get();
        int status = process.isAlive() ? -1 : process.exitValue();
        if (sentence != null) {
            return new Ending(sentence.reason(), status, sentence.why());
        }
        boolean kernelOom = memory.kernelKills() > kernelKillsAtStart;
        ExitReason reason =
                ExitClassifier.reason(status, retired, kernelOom, lastWords.tail(WORDS));
        return new Ending(reason, status, "it ended with status " + status);
    }
}
