package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * What every request passes before anything of its body is read: it gets its id, shows its key, and is turned away when
 * the service is draining, full, or the declared body is too large. Runs on the event loop and never blocks.
 */
@ApplicationScoped
class RequestGate {
    /** Above Quarkus's own handlers, so that its limits never answer first. */
    private static final int FIRST = 10_000;

    /** Quarkus's own limit stands at 2. */
    private static final int AFTER_UPLOAD_LIMIT = 1;

    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final ApiKeys keys;
    private final InFlight inFlight;
    private final long maxBody;
    private final long drainMillis;

    RequestGate(ApiKeys keys, InFlight inFlight, ApiConfig config) {
        this.keys = keys;
        this.inFlight = inFlight;
        this.maxBody = config.maxBodySize().asLongValue();
        this.drainMillis = config.drainDelay().plus(config.drainTimeout()).toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
        filters.register(RequestGate::countOurselves, AFTER_UPLOAD_LIMIT);
    }

    /**
     * Quarkus ends a body that grows over the limit with an empty answer and without telling anybody. Bodies without a
     * declared length are counted while they are spooled or parsed instead, where the answer can be a problem.
     */
    private static void countOurselves(RoutingContext context) {
        context.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        context.next();
    }

    private void pass(RoutingContext context) {
        HttpServerRequest request = context.request();
        String id = RequestIds.take(request.getHeader(RequestIds.HEADER));
        RequestIds.keep(context, id);
        context.response().putHeader(RequestIds.HEADER, id);
        MDC.put("request_id", id);
        if (inFlight.leaving()) {
            letGo(context);
        }
        Problem head = HeadLimits.fault(request);
        if (head != null) {
            refuse(context, head);
            return;
        }
        if (keys.required() && !Credentials.present(request).stream().anyMatch(keys::admits)) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(context, FailureKind.UNAUTHORIZED, "This service needs a valid API key.");
            return;
        }
        if (keys.required()) {
            Credentials.forget(request, keys);
        }
        if (declaredLength(request) > maxBody) {
            refuse(context, FailureKind.BODY_TOO_LARGE, tooLarge(maxBody));
            return;
        }
        if (!WITH_BODY.contains(request.method())) {
            context.next();
            return;
        }
        String fault = ContentTypes.fault(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (fault != null) {
            refuse(context, FailureKind.INVALID_REQUEST, fault);
            return;
        }
        if (!request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            // As RFC 9110 allows; the framework would take it for a form.
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        }
        switch (inFlight.enter()) {
            case ADMITTED -> {
                context.addEndHandler(end -> inFlight.leave());
                context.next();
            }
            case FULL ->
                    refuse(
                            context,
                            FailureKind.QUEUE_FULL,
                            "Too many requests are under way; try again later.");
            case DRAINING ->
                    refuse(
                            context,
                            FailureKind.DRAINING,
                            "The service is shutting down; send the request again.");
        }
    }

    /** Whoever keeps the connection would come back on it to a service that is going. */
    private void letGo(RoutingContext context) {
        if (ProblemResponse.mayCloseConnection(context)) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        } else {
            context.request().connection().shutdown(drainMillis, TimeUnit.MILLISECONDS);
        }
    }

    static String tooLarge(long maxBody) {
        return "The body is larger than the %,d bytes allowed.".formatted(maxBody);
    }

    private static long declaredLength(HttpServerRequest request) {
        String untrustedLength = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return untrustedLength != null && untrustedLength.matches("[0-9]{1,18}")
                ? Long.parseLong(untrustedLength)
                : 0;
    }

    /** The rest of the body is not wanted: the connection ends with the answer. */
    private static void refuse(RoutingContext context, FailureKind kind, String detail) {
        refuse(context, Problem.of(new FailureException(kind, detail)));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        if (ProblemResponse.mayCloseConnection(context)) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        ProblemResponse.send(context, problem);
    }
}
