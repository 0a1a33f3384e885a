package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the fields of one frame from a worker. */
final class WorkerMessageParser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_OPS = 1_000;

    private final Frame frame;
    private final ObjectNode header;

    WorkerMessageParser(Frame frame) {
        this.frame = frame;
        this.header = frame.untrustedHeader();
    }

    WorkerMessage parse() throws ProtocolException {
        return switch (frame.type()) {
            case "hello" -> hello();
            case "ready" -> new WorkerMessage.Ready();
            case "fatal" -> new WorkerMessage.Fatal(text("code"), text("message"));
            case "accepted" -> new WorkerMessage.Accepted(id());
            case "progress" -> new WorkerMessage.Progress(id(), count("done"), count("total"));
            case "part" -> new WorkerMessage.PartOf(id(), seq(), text("kind"), frame.trailer());
            case "done" -> done();
            case "error" -> failed();
            case "pong" -> new WorkerMessage.Pong();
            default -> throw new ProtocolException(Refusal.TYPE, "unknown");
        };
    }

    private WorkerMessage hello() throws ProtocolException {
        boolean px1 = false;
        for (JsonNode version : array("proto")) {
            px1 |= version.isIntegralNumber() && version.asLong() == 1;
        }
        JsonNode ops = object("ops");
        if (ops.size() > MAX_OPS) {
            throw field("ops");
        }
        Map<String, String> versions = new TreeMap<>();
        ops.properties().forEach(op -> versions.put(op.getKey(), version(op.getValue())));
        return new WorkerMessage.Hello(
                px1,
                count("pid"),
                text("python"),
                text("runtime"),
                Map.copyOf(versions),
                object("sandbox"),
                count("rss"));
    }

    private static String version(JsonNode op) {
        return op.path("version").asText("");
    }

    private WorkerMessage done() throws ProtocolException {
        long id = id();
        JsonNode result = header.path("result");
        byte[] trailer = frame.trailer();
        if ((result.isNull() || result.isMissingNode()) && trailer.length > 0) {
            result = resultIn(trailer);
            trailer = new byte[0];
        }
        return new WorkerMessage.Done(
                id,
                count("parts"),
                count("bytes"),
                result.isMissingNode() ? NullNode.instance : result,
                trailer,
                header.path("truncated").asBoolean(false),
                optionalCount(header.path("mem").path("rss")),
                header.path("times").path("wall_ms").asDouble(0),
                header.path("times").path("cpu_ms").asDouble(0));
    }

    private static JsonNode resultIn(byte[] trailer) throws ProtocolException {
        try {
            return JSON.readTree(trailer);
        } catch (IOException e) {
            throw new ProtocolException(Refusal.FIELD, "a result that is not JSON");
        }
    }

    private WorkerMessage failed() throws ProtocolException {
        JsonNode detail = header.path("detail");
        return new WorkerMessage.Failed(
                id(),
                text("code"),
                text("message"),
                detail instanceof ObjectNode object ? Optional.of(object) : Optional.empty(),
                header.path("retire").asBoolean(false));
    }

    private long id() throws ProtocolException {
        JsonNode id = header.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToLong() || id.longValue() < 1) {
            throw new ProtocolException(Refusal.ID, "not an id");
        }
        return id.longValue();
    }

    private int seq() throws ProtocolException {
        long seq = count("seq");
        if (seq > Integer.MAX_VALUE) {
            throw field("seq");
        }
        return (int) seq;
    }

    private long count(String name) throws ProtocolException {
        JsonNode value = header.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw field(name);
        }
        return value.longValue();
    }

    private static long optionalCount(JsonNode value) {
        return value.canConvertToLong() ? Math.max(0, value.longValue()) : 0;
    }

    private String text(String name) throws ProtocolException {
        String value = header.path(name).textValue();
        if (value == null) {
            throw field(name);
        }
        return value;
    }

    private JsonNode array(String name) throws ProtocolException {
        JsonNode value = header.path(name);
        if (!value.isArray()) {
            throw field(name);
        }
        return value;
    }

    private JsonNode object(String name) throws ProtocolException {
        JsonNode value = header.path(name);
        if (!value.isObject()) {
            throw field(name);
        }
        return value;
    }

    private static ProtocolException field(String name) {
        return new ProtocolException(Refusal.FIELD, "'" + name + "' is missing or out of range");
    }
}
