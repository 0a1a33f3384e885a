package io.pagebridge.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and everything it started. The sandbox forbids fork, so the tree is normally the one process; a worker
 * without a sandbox may have children, in its group, in a session of their own, or adopted by another parent.
 */
final class ProcessTree {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Process process;
    private final Kinship kinship;
    private final CompletableFuture<Void> swept = new CompletableFuture<>();
    private volatile boolean leader;
    private volatile boolean killed;

    ProcessTree(Process process, Kinship kinship) {
        this.process = process;
        this.kinship = kinship;
    }

    /** Remembers whether the process leads a group of its own; asked while it lives. */
    void learnGroup() {
        leader = leader || Signals.leadsGroup(process.pid());
    }

    /** Kills all of it that can be found by parent and group, while the process is still alive. */
    void kill() {
        if (killed) {
            return;
        }
        killed = true;
        List<ProcessHandle> children = List.of();
        if (process.isAlive()) {
            learnGroup();
            children = process.descendants().toList();
        }
        killGroup();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void killGroup() {
        if (leader) {
            Signals.killGroup(process.pid());
        }
    }

    /** After the process has ended: kills what is left of its group, and who has left that but bears its mark. */
    void killRest() {
        try {
            killGroup();
            kinship.killAll();
        } finally {
            swept.complete(null);
        }
    }

    /** Waits until {@link #killRest} is done, which takes milliseconds. */
    void awaitSwept() {
        try {
            swept.get(SWEEP.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The process itself cannot be killed (it hangs in the kernel): nothing more can be
            // done here.
        }
    }
}
