package io.pagebridge.worker;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread of this JVM that starts processes. It never ends: the kernel's parent-death signal fires when the
 * <em>thread</em> that forked ends, so a worker started by a virtual, pooled or short-lived thread would be killed,
 * healthy, seconds later.
 */
final class Spawner {
    private static final Spawner SHARED = new Spawner();
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");

    private final BlockingQueue<Runnable> starts = new LinkedBlockingQueue<>();

    private Spawner() {
        Thread.ofPlatform().name("pagebridge-spawner").daemon(true).start(this::work);
    }

    static Spawner shared() {
        return SHARED;
    }

    void execute(Runnable start) {
        starts.add(start);
    }

    private void work() {
        while (true) {
            try {
                starts.take().run();
            } catch (InterruptedException e) {
                // Nobody may end this thread.
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.ERROR, "a worker could not be started", e);
            }
        }
    }
}
