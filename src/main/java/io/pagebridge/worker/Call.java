package io.pagebridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request to a worker: which of its operations, with which arguments, over which bytes. Immutable; each method
 * gives a new one.
 */
public final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String op;
    private final ObjectNode args;
    private final Body body;
    private final String requestId;
    private final String traceparent;
    private final String poisonKey;
    private final CallLimits limits;
    private final int units;

    private Call(
            String op,
            ObjectNode args,
            Body body,
            String requestId,
            String traceparent,
            String poisonKey,
            CallLimits limits,
            int units) {
        this.op = Objects.requireNonNull(op);
        this.args = args;
        this.body = body;
        this.requestId = requestId;
        this.traceparent = traceparent;
        this.poisonKey = poisonKey;
        this.limits = limits;
        this.units = units;
    }

    public static Call of(String op) {
        return of(op, Map.of());
    }

    /** @param args a map, a record or a JSON object */
    public static Call of(String op, Object args) {
        JsonNode tree = args instanceof ObjectNode ? (ObjectNode) args : JSON.valueToTree(args);
        if (!(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException("args must be a JSON object");
        }
        return new Call(
                op,
                object.deepCopy(),
                new Body.Bytes(new byte[0]),
                null,
                null,
                null,
                CallLimits.NONE,
                1);
    }

    /** Bytes that must not change until the reply is closed. */
    public Call body(byte[] bytes) {
        return with(new Body.Bytes(bytes));
    }

    /** A file that must not change until the call is accepted. Read in steps, never whole. */
    public Call body(Path file) {
        return with(new Body.File(file));
    }

    /** A stream of exactly that many bytes, read by a platform thread; such a call is never sent to a second worker. */
    public Call body(InputStream stream, long length) {
        return with(new Body.Stream(stream, length));
    }

    /** For the logs of both sides. */
    public Call requestId(String id) {
        return new Call(op, args, body, id, traceparent, poisonKey, limits, units);
    }

    /** W3C trace context, handed on to the worker. */
    public Call traceparent(String value) {
        return new Call(op, args, body, requestId, value, poisonKey, limits, units);
    }

    /** What the quarantine remembers when this call costs a worker, for example digest + engine version + options. */
    public Call poisonKey(String key) {
        return new Call(op, args, body, requestId, traceparent, key, limits, units);
    }

    /** After how long the worker is asked to stop by itself; lowers the pool's, never raises it. */
    public Call soft(Duration soft) {
        return with(new CallLimits(soft, limits.hard(), limits.stall(), limits.unaccepted()));
    }

    /** After how long the worker is killed; lowers the pool's, never raises it. */
    public Call hard(Duration hard) {
        return with(new CallLimits(limits.soft(), hard, limits.stall(), limits.unaccepted()));
    }

    /** How long the worker may say nothing; lowers the pool's, never raises it. */
    public Call stall(Duration stall) {
        return with(new CallLimits(limits.soft(), limits.hard(), stall, limits.unaccepted()));
    }

    /**
     * The worker does not say {@code accepted}, which saves a frame and two wake-ups. A call whose worker is lost is then
     * never sent to a second one: whether it was begun only the caller may know.
     */
    public Call unaccepted() {
        return with(new CallLimits(limits.soft(), limits.hard(), limits.stall(), true));
    }

    /** How many documents it is for recycling: a call may carry several small pieces of work. */
    public Call units(int count) {
        return new Call(op, args, body, requestId, traceparent, poisonKey, limits, count);
    }

    private Call with(Body newBody) {
        return new Call(op, args, newBody, requestId, traceparent, poisonKey, limits, units);
    }

    private Call with(CallLimits newLimits) {
        return new Call(op, args, body, requestId, traceparent, poisonKey, newLimits, units);
    }

    public String op() {
        return op;
    }

    ObjectNode args() {
        return args;
    }

    Body body() {
        return body;
    }

    /** Or null. */
    public String requestId() {
        return requestId;
    }

    /** Or null. */
    public String traceparent() {
        return traceparent;
    }

    Optional<String> poisonKey() {
        return Optional.ofNullable(poisonKey);
    }

    CallLimits limits() {
        return limits;
    }

    int units() {
        return units;
    }
}
