package io.pagebridge.extraction;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The W3C trace context that a document is read under; it goes with the call to the worker. */
public final class TraceContext {
    private TraceContext() {}

    /**
     * The current span's, else, without tracing of our own, the caller's.
     *
     * @param callers what the request brought, or null
     * @return null when there is neither
     */
    public static String current(String callers) {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return callers;
        }
        return "00-%s-%s-%s"
                .formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
    }
}
