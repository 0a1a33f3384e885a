package io.pagebridge.routes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.failure.FailureException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Answers that no module gave, as RFC 9457 problems of the same shape as the rest of the service. */
final class RouteProblems {
    private static final JsonFactory JSON = new JsonFactory();

    private RouteProblems() {}

    static void send(RoutingContext context, FailureException failure) {
        failure.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(
                        seconds ->
                                context.response()
                                        .putHeader(
                                                HttpHeaders.RETRY_AFTER,
                                                Long.toString(Math.max(1, seconds))));
        send(
                context,
                failure.kind().code(),
                failure.kind().status(),
                "The request failed",
                failure.getMessage(),
                failure.kind().retryable());
    }

    static void methodNotAllowed(RoutingContext context) {
        String detail = "This path does not know the method.";
        send(context, "method-not-allowed", 405, "The method is not allowed here", detail, false);
    }

    private static void send(
            RoutingContext context,
            String kind,
            int status,
            String title,
            String detail,
            boolean retryable) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "/problems/" + kind);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeBooleanField("retryable", retryable);
            String id = response.headers().get("X-Request-Id");
            if (id != null) {
                json.writeStringField("request_id", id);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string was not writable", e);
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(text.toString());
    }
}
