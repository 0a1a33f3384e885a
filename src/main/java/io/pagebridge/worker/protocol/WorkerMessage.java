package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A frame from a worker, its fields checked for presence, type and range; {@link Frame} describes each. */
public sealed interface WorkerMessage {
    /** The worker introduces itself. {@code ops} maps a name to its version. */
    record Hello(
            boolean speaksPx1,
            long pid,
            String interpreter,
            String runtime,
            Map<String, String> ops,
            JsonNode sandbox,
            long rss)
            implements WorkerMessage {}

    /** It can take calls from now on. */
    record Ready() implements WorkerMessage {}

    /** It cannot start, and ends. */
    record Fatal(String code, String message) implements WorkerMessage {}

    /** A frame that belongs to a call. */
    sealed interface Answer extends WorkerMessage {
        long id();
    }

    record Accepted(long id) implements Answer {}

    record Progress(long id, long done, long total) implements Answer {}

    record PartOf(long id, int seq, String kind, byte[] body) implements Answer {}

    /** @param rss bytes, 0 when the worker did not say */
    record Done(
            long id,
            long parts,
            long bytes,
            JsonNode result,
            byte[] trailer,
            boolean truncated,
            long rss,
            double wallMs,
            double cpuMs)
            implements Answer {}

    record Failed(long id, String code, String message, Optional<ObjectNode> detail, boolean retire)
            implements Answer {}

    record Pong() implements WorkerMessage {}

    /** @throws ProtocolException {@link Refusal#FIELD} or {@link Refusal#ID} */
    static WorkerMessage of(Frame frame) throws ProtocolException {
        return new WorkerMessageParser(frame).parse();
    }
}
