package io.pagebridge.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.protocol.WorkerMessage;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answer to a call while it comes in. Read by one thread, which may be virtual: it waits here, never in a pipe.
 * Closing it before the end cancels the call; any thread may do that, as often as it likes, and the one that waits for
 * a part is told at once with the kind {@code CANCELLED}. Every failure is a {@link FailureException}.
 *
 * <p>INVARIANT: {@code closed} is set before the exchange is left. So who finds {@code closed} unset after it has taken
 * the end has missed no part.
 */
public final class Reply implements AutoCloseable, Iterable<Part> {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Exchange exchange;
    private final Duration queued;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile WorkerMessage.Done done;

    Reply(Exchange exchange, Duration queued) {
        this.exchange = exchange;
        this.queued = queued;
    }

    /**
     * Waits for the next part.
     *
     * @return null after the last one
     */
    public Part next() {
        if (done != null) {
            return null;
        }
        if (closed.get()) {
            throw Failures.cancelled();
        }
        try {
            Part part = exchange.handover.take();
            if (part == null) {
                if (closed.get()) {
                    throw Failures.cancelled();
                }
                done = exchange.handover.done();
            }
            return part;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        }
    }

    /**
     * Takes a part without waiting, for a {@link ReplyListener}.
     *
     * @return null when there is none now; {@link #isComplete} then tells whether it was the last
     */
    public Part poll() {
        if (done != null) {
            return null;
        }
        Part part = exchange.handover.poll();
        if (part == null) {
            done = exchange.handover.done();
        }
        return part;
    }

    /** Whether the end was taken, by {@link #poll} or {@link #next}. */
    public boolean isComplete() {
        return done != null;
    }

    /** The parts that are still to come; each can be had once. */
    @Override
    public Iterator<Part> iterator() {
        return new Iterator<>() {
            private Part ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = Reply.this.next();
                }
                return ahead != null;
            }

            @Override
            public Part next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Part part = ahead;
                ahead = null;
                return part;
            }
        };
    }

    /** Waits for the end, dropping parts nobody took; what the worker's handler returned. */
    public JsonNode result() {
        return end().result();
    }

    /** The result as a record. */
    public <T> T result(Class<T> type) {
        try {
            return JSON.treeToValue(result(), type);
        } catch (JsonProcessingException e) {
            throw new FailureException(
                    FailureKind.INTERNAL,
                    "The worker's result is not what was expected.",
                    Map.of(),
                    e);
        }
    }

    /** Raw bytes behind the result, empty when there are none. */
    public byte[] trailer() {
        return end().trailer();
    }

    private WorkerMessage.Done end() {
        while (done == null) {
            next();
        }
        return done;
    }

    /**
     * The caller found nonsense in the worker's answer: the worker is killed with the reason {@code PROTOCOL}, unless
     * it has given its whole answer already.
     *
     * @param why one sentence for the operator, without anything from the document
     */
    public void distrust(String why) {
        closed.set(true);
        exchange.distrust(why);
    }

    /** Parts that have come in, taken or not. */
    long partsSoFar() {
        return exchange.parts();
    }

    /** What it cost so far; complete after the end. */
    public WorkerUse worker() {
        return new WorkerUse(
                exchange.worker.number,
                exchange.worker.pid(),
                queued,
                exchange.age(),
                done == null ? 0 : done.wallMs(),
                done == null ? 0 : done.cpuMs(),
                done == null ? exchange.worker.rss() : done.rss(),
                Optional.ofNullable(exchange.lost()));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && done == null) {
            exchange.leave();
        }
    }
}
