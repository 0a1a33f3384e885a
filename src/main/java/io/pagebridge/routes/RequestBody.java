package io.pagebridge.routes;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Collects a body up to a limit; more is answered with 413 as soon as it is known. Event loop. */
final class RequestBody {
    private static final byte[] NONE = new byte[0];

    private final RoutingContext context;
    private final long limit;
    private final Consumer<byte[]> then;
    private final Buffer collected = Buffer.buffer();
    private boolean refused;

    private RequestBody(RoutingContext context, long limit, Consumer<byte[]> then) {
        this.context = context;
        this.limit = limit;
        this.then = then;
    }

    static void read(RoutingContext context, long limit, Consumer<byte[]> then) {
        HttpServerRequest request = context.request();
        String untrustedLength = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean streamed = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        boolean none =
                untrustedLength == null && !streamed && !request.version().name().equals("HTTP_2");
        if (none || request.isEnded()) {
            then.accept(NONE);
            return;
        }
        RequestBody body = new RequestBody(context, limit, then);
        if (untrustedLength != null
                && untrustedLength.matches("[0-9]{1,18}")
                && Long.parseLong(untrustedLength) > limit) {
            body.refuse();
            return;
        }
        request.handler(body::more)
                .endHandler(end -> body.end())
                .exceptionHandler(e -> {})
                .resume();
    }

    private void more(Buffer chunk) {
        if (!refused && collected.length() + (long) chunk.length() > limit) {
            refuse();
        } else if (!refused) {
            collected.appendBuffer(chunk);
        }
    }

    private void end() {
        if (!refused) {
            then.accept(collected.getBytes());
        }
    }

    private void refuse() {
        refused = true;
        // Nobody reads the rest.
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        RouteProblems.send(
                context,
                new FailureException(
                        FailureKind.BODY_TOO_LARGE,
                        "The body is larger than the %,d bytes allowed.".formatted(limit)));
    }
}
