package io.pagebridge.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Drains a worker's stderr, so that it never blocks there, and keeps the last 64 KiB. Whole lines are re-logged with
 * the worker's name, at most so many bytes a second.
 *
 * <p>INVARIANT: {@code ring} holds the last {@code min(total, ring.length)} bytes; guarded by {@code this}.
 */
final class LastWords implements Runnable {
    static final int KEPT = 64 << 10;
    private static final int LOGGED_PER_SECOND = 8 << 10;
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker.stderr");

    private final InputStream stderr;
    private final String name;
    private final byte[] ring = new byte[KEPT];
    private final CountDownLatch drained = new CountDownLatch(1);
    private long total;
    private long second;
    private int loggedInSecond;

    LastWords(InputStream stderr, String name) {
        this.stderr = stderr;
        this.name = name;
    }

    /** The worker's stderr thread. */
    @Override
    public void run() {
        byte[] chunk = new byte[8192];
        try (InputStream in = stderr) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                keep(chunk, count);
                log(chunk, count);
            }
        } catch (IOException e) {
            // The process is gone.
        } finally {
            drained.countDown();
        }
    }

    /** Waits for the end of stderr; a grandchild may keep it open. */
    void awaitEnd(Duration most) {
        try {
            drained.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keep(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (total++ % KEPT)] = chunk[i];
        }
    }

    private void log(byte[] chunk, int count) {
        if (!LOG.isLoggable(System.Logger.Level.DEBUG)) {
            return;
        }
        long now = System.nanoTime() / 1_000_000_000;
        if (now != second) {
            second = now;
            loggedInSecond = 0;
        }
        loggedInSecond += count;
        if (loggedInSecond <= LOGGED_PER_SECOND) {
            String text = new String(chunk, 0, count, StandardCharsets.UTF_8);
            LOG.log(System.Logger.Level.DEBUG, name + ": " + text.stripTrailing());
        }
    }

    synchronized long total() {
        return total;
    }

    /** At most that many bytes of the end, one line, nothing but printable characters. */
    synchronized String tail(int bytes) {
        int length = (int) Math.min(Math.min(total, KEPT), bytes);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        String text = new String(Arrays.copyOf(tail, length), StandardCharsets.UTF_8);
        return text.strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", "?");
    }
}
