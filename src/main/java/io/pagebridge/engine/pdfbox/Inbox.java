package io.pagebridge.engine.pdfbox;

import io.pagebridge.worker.protocol.Direction;
import io.pagebridge.worker.protocol.Frame;
import io.pagebridge.worker.protocol.FrameReader;
import io.pagebridge.worker.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads frames from the service on a thread of its own, so that a cancel, or the service's end, is noticed while a page
 * is being worked on. When the service is gone the process ends at once: nobody is left to answer.
 */
final class Inbox implements Runnable {
    static final int EXIT_PROTOCOL = 71;
    static final int EXIT_PARENT_GONE = 73;

    private final FrameReader reader;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private volatile long cancelledCall = -1;
    private boolean retired;

    Inbox(InputStream in) {
        this.reader = new FrameReader(in, Direction.TO_WORKER, Integer.MAX_VALUE);
    }

    void start() {
        Thread.ofPlatform().name("pdfbox-inbox").daemon(true).start(this);
    }

    @Override
    public void run() {
        try {
            Frame frame = reader.read();
            while (frame != null) {
                if (frame.type().equals("cancel")) {
                    cancelledCall = frame.untrustedHeader().path("id").longValue();
                } else {
                    retired |= frame.type().equals("retire");
                    frames.add(frame);
                }
                frame = reader.read();
            }
            // The service closes the pipe right after it said "retire": whoever sees it first ends
            // in the same way.
            Runtime.getRuntime().halt(retired ? 0 : EXIT_PARENT_GONE);
        } catch (ProtocolException e) {
            System.err.println("frame refused: " + e.getMessage());
            Runtime.getRuntime().halt(EXIT_PROTOCOL);
        } catch (IOException e) {
            Runtime.getRuntime().halt(EXIT_PARENT_GONE);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(PdfBoxWorker.EXIT_OUT_OF_MEMORY);
        }
    }

    /** The next frame that is not a cancel. Blocks. */
    Frame take() throws InterruptedException {
        return frames.take();
    }

    /** Whether the service gave up on this call. */
    boolean cancelled(long call) {
        return cancelledCall == call;
    }
}
