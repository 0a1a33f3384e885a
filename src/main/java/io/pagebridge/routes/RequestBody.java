package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects a body up to a limit; more is answered with 413 as soon as it is known, and 429 when this JVM holds enough
 * already. Event loop.
 */
final class RequestBody {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST = 8 << 10;

    private final RoutingContext context;
    private final long limit;
    private final RouteMemory memory;
    private final Consumer<byte[]> then;
    private byte[] collected;
    private int length;
    private long taken;
    private boolean refused;

    private RequestBody(
            RoutingContext context, long limit, RouteMemory memory, Consumer<byte[]> then) {
        this.context = context;
        this.limit = limit;
        this.memory = memory;
        this.then = then;
    }

    static void read(
            RoutingContext context, long limit, RouteMemory memory, Consumer<byte[]> then) {
        HttpServerRequest request = context.request();
        String untrustedLength = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean streamed = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        boolean none =
                untrustedLength == null && !streamed && !request.version().name().equals("HTTP_2");
        if (none || request.isEnded()) {
            then.accept(NONE);
            return;
        }
        RequestBody body = new RequestBody(context, limit, memory, then);
        context.addEndHandler(end -> memory.release(body.taken));
        body.expect(untrustedLength);
        request.handler(body::more)
                .endHandler(end -> body.end())
                .exceptionHandler(e -> {})
                .resume();
    }

    private void expect(String untrustedLength) {
        boolean declared = untrustedLength != null && untrustedLength.matches("[0-9]{1,18}");
        long expected = declared ? Long.parseLong(untrustedLength) : 0;
        if (expected > limit) {
            tooLarge();
        } else if (take(expected)) {
            collected = expected == 0 ? NONE : new byte[(int) expected];
            if ("100-continue".equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
        }
    }

    private boolean take(long bytes) {
        if (!memory.take(bytes)) {
            refused = true;
            collected = null;
            // The rest is read into nowhere: a client that still writes must see the answer.
            RouteProblems.send(context, full());
            return false;
        }
        taken += bytes;
        return true;
    }

    static FailureException full() {
        return new FailureException(
                FailureKind.QUEUE_FULL,
                "The service holds as many bodies and answers as it may; try again later.",
                Map.of("retry_after", Duration.ofSeconds(1)));
    }

    private void more(Buffer chunk) {
        if (refused) {
            return;
        }
        int count = chunk.length();
        if (length + (long) count > limit) {
            tooLarge();
            return;
        }
        if (length + count > collected.length && !grow(length + count)) {
            return;
        }
        chunk.getBytes(collected, length);
        length += count;
    }

    /** Without a declared length. */
    private boolean grow(int needed) {
        long doubled = Math.max(needed, Math.max(FIRST, 2L * collected.length));
        int next = (int) Math.min(doubled, limit);
        if (!take(next - collected.length)) {
            return false;
        }
        collected = Arrays.copyOf(collected, next);
        return true;
    }

    private void end() {
        if (refused) {
            return;
        }
        byte[] whole = length == collected.length ? collected : Arrays.copyOf(collected, length);
        collected = null;
        then.accept(whole);
    }

    private void tooLarge() {
        refused = true;
        collected = null;
        // Nobody reads the rest.
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        RouteProblems.send(
                context,
                new FailureException(
                        FailureKind.BODY_TOO_LARGE,
                        "The body is larger than the %,d bytes allowed.".formatted(limit)));
    }
}
