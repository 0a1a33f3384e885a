package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem; only defects of ours are logged with a stack. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final long maxBody;

    ProblemMappers(ApiConfig config) {
        this.maxBody = config.maxBodySize().asLongValue();
    }

    @ServerExceptionMapper
    Response failed(FailureException failure, RoutingContext context) {
        return ProblemResponse.of(context, Problem.of(failure));
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException ignored, RoutingContext context) {
        return ProblemResponse.of(
                context, Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path."));
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException failure, RoutingContext context) {
        String allowed = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        Response response =
                ProblemResponse.of(
                        context,
                        Problem.of(
                                ProblemKind.METHOD_NOT_ALLOWED,
                                "This path does not know the method."));
        // The framework does not say it; the contract has one path that is posted to.
        String usual = context.request().path().equals("/v1/extract") ? "POST" : "GET, HEAD";
        return Response.fromResponse(response)
                .header(HttpHeaders.ALLOW, allowed == null ? usual : allowed)
                .build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure, RoutingContext context) {
        int status = failure.getResponse().getStatus();
        boolean field = status == 413 && context.request().bytesRead() <= maxBody;
        return ProblemResponse.of(
                context, field ? FrameworkProblems.fieldTooLong() : FrameworkProblems.of(status));
    }

    @ServerExceptionMapper
    Response broken(Throwable defect, RoutingContext context) {
        Problem fault = RequestFaults.of(defect);
        if (fault != null) {
            LOG.debugf("request %s: %s", RequestIds.of(context), fault.kind());
            return ProblemResponse.of(context, fault);
        }
        LOG.errorf(defect, "request %s failed by a defect", RequestIds.of(context));
        return ProblemResponse.of(
                context,
                Problem.of(
                        new FailureException(
                                FailureKind.INTERNAL, "The service failed; its log says more.")));
    }
}
