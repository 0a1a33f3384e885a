package io.pagebridge.extraction;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.PoolListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A span for every wait, every call and every start of a worker; those of a call belong to its document's trace. */
final class PoolTraces implements PoolListener {
    private static final TextMapGetter<String> TRACEPARENT =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(String traceparent) {
                    return List.of("traceparent");
                }

                @Override
                public String get(String traceparent, String key) {
                    return key.equals("traceparent") ? traceparent : null;
                }
            };

    private final Tracer tracer;

    PoolTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void waited(String pool, Call call, Duration time) {
        ended(span("queue", pool, parent(call)), time, "done");
    }

    @Override
    public void started(String pool, int worker, long pid, Duration time) {
        SpanBuilder span = span("worker start", pool, Context.root());
        ended(span.setAttribute("worker.pid", pid), time, "done");
    }

    @Override
    public void served(String pool, Call call, long pid, Duration time, String outcome) {
        ended(span(call.op(), pool, parent(call)).setAttribute("worker.pid", pid), time, outcome);
    }

    private SpanBuilder span(String name, String pool, Context parent) {
        return tracer.spanBuilder(name).setParent(parent).setAttribute("pool", pool);
    }

    private static void ended(SpanBuilder builder, Duration time, String outcome) {
        Instant end = Instant.now();
        Span span = builder.setStartTimestamp(end.minus(time)).startSpan();
        if (!outcome.equals("done")) {
            span.setStatus(StatusCode.ERROR, outcome);
        }
        span.end(end);
    }

    private static Context parent(Call call) {
        return call.traceparent() == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), call.traceparent(), TRACEPARENT);
    }
}
