package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A frame to a worker; {@link Frame} describes each. */
public sealed interface ServiceMessage {
    record Welcome(int proto) implements ServiceMessage {}

    /**
     * @param len bytes of the trailer that follows
     * @param requestId or null
     * @param traceparent or null
     * @param unaccepted the worker need not say {@code accepted}
     */
    record StartCall(
            long id,
            String op,
            long deadlineMs,
            long len,
            String requestId,
            String traceparent,
            boolean unaccepted,
            ObjectNode args)
            implements ServiceMessage {}

    record Cancel(long id) implements ServiceMessage {}

    record Ping() implements ServiceMessage {}

    record Retire() implements ServiceMessage {}

    /** The frame's line, without its trailer. */
    default byte[] line() {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case Welcome(int proto) -> header.put("t", "welcome").put("proto", proto);
            case StartCall call -> {
                header.put("t", "call").put("id", call.id).put("op", call.op);
                header.put("deadline_ms", call.deadlineMs).put("len", call.len);
                if (call.requestId != null) {
                    header.put("request_id", call.requestId);
                }
                if (call.traceparent != null) {
                    header.put("traceparent", call.traceparent);
                }
                if (call.unaccepted) {
                    header.put("accept", false);
                }
                header.set("args", call.args);
            }
            case Cancel(long id) -> header.put("t", "cancel").put("id", id);
            case Ping() -> header.put("t", "ping");
            case Retire() -> header.put("t", "retire");
        }
        return FrameWriter.line(header);
    }
}
