package io.pagebridge.worker;

import io.pagebridge.worker.protocol.Direction;
import io.pagebridge.worker.protocol.Frame;
import io.pagebridge.worker.protocol.FrameReader;
import io.pagebridge.worker.protocol.ProtocolException;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.io.IOException;
import java.time.Duration;

/**
 * The one thread that reads what a worker sends. It may block: in the pipe, and while the caller is slower than the
 * worker. It never holds a lock of the pool while it does.
 */
final class StdoutReader implements Runnable {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.worker");

    private final WorkerProcess process;
    private final WorkerProcess.Owner owner;
    private final FrameReader frames;

    StdoutReader(WorkerProcess process, WorkerProcess.Owner owner, long maxTrailer) {
        this.process = process;
        this.owner = owner;
        this.frames = new FrameReader(process.stdout(), Direction.TO_SERVICE, maxTrailer);
    }

    @Override
    public void run() {
        try {
            for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
                owner.message(WorkerMessage.of(frame));
            }
        } catch (ProtocolException e) {
            // A process that died in the middle of a frame is told by its status, not by the frame.
            if (!process.exitedWithin(Duration.ofMillis(50))) {
                process.condemn(ExitReason.PROTOCOL, e.getMessage());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the pipe of a worker broke", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.ERROR, "a worker's answer could not be taken", e);
            process.condemn(ExitReason.PROTOCOL, "its answer could not be taken: " + e);
        }
        process.stdoutEnded();
    }
}
