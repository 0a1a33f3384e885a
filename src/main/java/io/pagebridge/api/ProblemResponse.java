package io.pagebridge.api;

import io.pagebridge.failure.FailureKind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Problems as answers, on both levels of the house: plain Vert.x and REST. */
final class ProblemResponse {
    private ProblemResponse() {}

    static void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Long seconds = problem.retryAfterSeconds();
        if (seconds != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        response.end(ProblemJson.write(problem, RequestIds.of(context)));
    }

    static Response of(RoutingContext context, Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(ProblemJson.write(problem, RequestIds.of(context)));
        Long seconds = problem.retryAfterSeconds();
        if (seconds != null) {
            response.header("Retry-After", seconds);
        }
        if (problem.status() == FailureKind.BODY_TOO_LARGE.status()
                && mayCloseConnection(context)) {
            // Nobody reads the rest of the body.
            response.header("Connection", "close");
        }
        return response.build();
    }

    /** HTTP/2 has no such header, and clients refuse an answer that carries it. */
    static boolean mayCloseConnection(RoutingContext context) {
        return context.request().version() != HttpVersion.HTTP_2;
    }
}
