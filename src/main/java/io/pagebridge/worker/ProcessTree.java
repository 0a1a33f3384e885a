package io.pagebridge.worker;

import java.util.List;

/**
 * A process and everything it started. The sandbox forbids fork, so the tree is normally the one process; a worker
 * without a sandbox may have children, and they may hold its pipes.
 */
final class ProcessTree {
    private final Process process;
    private volatile boolean leader;
    private volatile boolean killed;

    ProcessTree(Process process) {
        this.process = process;
    }

    /** Remembers whether the process leads a group of its own; asked while it lives. */
    void learnGroup() {
        leader = leader || Signals.leadsGroup(process.pid());
    }

    /** Kills all of it. Children outside the group are found while their parent is still alive. */
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
        killRest();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills what is left of the group after the process itself has ended. */
    void killRest() {
        if (leader) {
            Signals.killGroup(process.pid());
        }
    }
}
