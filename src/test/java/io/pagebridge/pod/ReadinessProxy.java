package io.pagebridge.pod;

import io.pagebridge.api.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a cluster does between callers and pods, on connections: a new one goes to the next instance that was ready when
 * it was last asked; one that stands stays where it is. It knows nothing of HTTP, mends and repeats nothing.
 */
final class ReadinessProxy implements AutoCloseable {
    /** Between two looks at an instance; until then it is taken for what it was. */
    private static final long PERIOD_MS = 500;

    private final ServerSocket server;
    private final List<RunningService> known = new CopyOnWriteArrayList<>();
    private final List<RunningService> ready = new CopyOnWriteArrayList<>();
    private final Map<RunningService, AtomicInteger> connections = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    ReadinessProxy() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::probe);
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void add(RunningService instance) {
        connections.put(instance, new AtomicInteger());
        known.add(instance);
    }

    boolean brings(RunningService instance) {
        return ready.contains(instance);
    }

    /** Connections that it has brought to that instance so far. */
    int brought(RunningService instance) {
        return connections.get(instance).get();
    }

    private void probe() {
        while (!server.isClosed()) {
            for (RunningService instance : known) {
                boolean now = isReady(instance);
                if (now && !ready.contains(instance)) {
                    ready.add(instance);
                } else if (!now) {
                    ready.remove(instance);
                }
            }
            pause();
        }
    }

    private static boolean isReady(RunningService instance) {
        try {
            return instance.readiness() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.startVirtualThread(() -> bring(caller));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void bring(Socket caller) {
        List<RunningService> now = List.copyOf(ready);
        try (caller) {
            if (now.isEmpty()) {
                return;
            }
            RunningService instance = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
            connections.get(instance).incrementAndGet();
            try (Socket pod = new Socket(InetAddress.getLoopbackAddress(), instance.port())) {
                Thread back = Thread.startVirtualThread(() -> copy(pod, caller));
                copy(caller, pod);
                back.join();
            }
        } catch (IOException | InterruptedException e) {
            // The caller sees its connection end, as it would in a cluster.
        }
    }

    /** One direction, to its end; then the other side is told that nothing more comes. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            try {
                to.close();
            } catch (IOException again) {
                // It was closed already.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
