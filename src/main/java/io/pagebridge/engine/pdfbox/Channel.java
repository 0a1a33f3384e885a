package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.worker.protocol.FrameWriter;
import java.io.IOException;
import java.io.OutputStream;

/** The worker's side of the pipe to the service: writes whole frames. Only the thread that answers calls uses it. */
final class Channel {
    private final OutputStream out;

    Channel(OutputStream out) {
        this.out = out;
    }

    void send(ObjectNode header) throws IOException {
        out.write(FrameWriter.line(header));
        out.flush();
    }

    /** A frame with a trailer; {@code header} must say its length in {@code len}. */
    void send(ObjectNode header, byte[] trailer) throws IOException {
        out.write(FrameWriter.line(header));
        out.write(trailer);
        out.flush();
    }
}
