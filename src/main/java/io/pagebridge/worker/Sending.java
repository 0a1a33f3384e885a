package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.ServiceMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/**
 * Writes a call into its worker's pipe. Runs on a writer thread of the pool, where it may block until the worker dies; a
 * small call is written by its caller, which saves waking up another thread.
 */
final class Sending {
    private static final Duration DYING = Duration.ofMillis(500);

    /**
     * What the emptied pipe of an idle worker takes at once: a pipe holds 64 KiB, and where the kernel has made it smaller
     * the worker is reading already. A worker that answers without reading fills it all the same; then the caller blocks
     * until the clock has it killed.
     */
    private static final int AT_ONCE = 32 << 10;

    private Sending() {}

    static boolean fits(byte[] header, Body body) {
        return body instanceof Body.Bytes(byte[] bytes) && header.length + bytes.length <= AT_ONCE;
    }

    /** The header of the call; too long a header is the caller's fault. */
    static byte[] header(Exchange exchange, long length) {
        Call call = exchange.call;
        ServiceMessage.StartCall message =
                new ServiceMessage.StartCall(
                        exchange.id,
                        call.op(),
                        Math.max(1, exchange.clock.softMillis()),
                        length,
                        call.requestId(),
                        call.traceparent(),
                        call.limits().unaccepted(),
                        call.args());
        try {
            return message.line();
        } catch (IllegalArgumentException e) {
            throw new FailureException(
                    FailureKind.INVALID_REQUEST,
                    "The options of the call are too long.",
                    Map.of(),
                    e);
        }
    }

    static long lengthOf(Body body) {
        try {
            return body.length();
        } catch (IOException e) {
            throw new FailureException(
                    FailureKind.INTERNAL, "The document is not there any more.", Map.of(), e);
        }
    }

    static void call(Exchange exchange, byte[] header, long length) {
        WorkerProcess process = exchange.worker.process();
        try (InputStream body = open(exchange.call.body())) {
            process.write(header, body, length);
            exchange.sent();
        } catch (BodyException e) {
            exchange.bodyBroke(
                    new FailureException(
                            FailureKind.INTERNAL, "The document could not be sent.", Map.of(), e));
        } catch (IOException e) {
            // Dead? Then its status tells more than the broken pipe.
            if (!process.exitedWithin(DYING)) {
                exchange.giveUp(ExitReason.NOT_ACCEPTED, "its pipe broke while the call was sent");
            }
        }
    }

    private static InputStream open(Body body) throws BodyException {
        try {
            return body.open();
        } catch (IOException e) {
            throw new BodyException("the body of the call could not be opened", e);
        }
    }

    static void cancel(Exchange exchange) {
        if (exchange.isOver()) {
            return;
        }
        try {
            exchange.worker.process().send(new ServiceMessage.Cancel(exchange.id));
        } catch (IOException e) {
            // It died; its reader tells.
        }
    }
}
