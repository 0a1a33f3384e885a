package io.pagebridge.api;

import io.pagebridge.extraction.Cancellation;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.extraction.ExtractionListener;
import io.pagebridge.extraction.ExtractionRequest;
import io.pagebridge.extraction.ExtractionService;
import io.pagebridge.extraction.TraceContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * {@code POST /v1/extract}: one PDF in, one document out, in the form the caller accepts. The worker is free before the
 * first byte of a document is written; only progress is written while it works, and that never waits for the reader.
 */
@Path("/v1/extract")
class ExtractResource {
    private final ExtractionService extractions;
    private final UploadReader uploads;

    ExtractResource(ExtractionService extractions, UploadReader uploads) {
        this.extractions = extractions;
        this.uploads = uploads;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RunOnVirtualThread
    public Response form(MultipartFormDataInput form, @Context RoutingContext context)
            throws IOException {
        Representation representation = chosen(context);
        return answer(uploads.fromForm(form, context), representation, context);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response body(InputStream body, @Context RoutingContext context) throws IOException {
        Representation representation = chosen(context);
        return answer(uploads.fromBody(body, context), representation, context);
    }

    private static Representation chosen(RoutingContext context) {
        return Representation.choose(
                String.join(",", context.request().headers().getAll(HttpHeaders.ACCEPT)));
    }

    private Response answer(Upload upload, Representation representation, RoutingContext context) {
        Cancellation cancellation = new Cancellation();
        context.addEndHandler(end -> cancellation.cancel());
        ExtractionRequest request =
                new ExtractionRequest(
                        upload.intake(),
                        upload.options(),
                        RequestIds.of(context),
                        TraceContext.current(
                                TraceParent.of(context.request().getHeader(TraceParent.HEADER))));
        if (representation.streams()) {
            return stream(upload, request, representation, cancellation);
        }
        try (upload) {
            Extraction extraction =
                    extractions.extract(request, ExtractionListener.NONE, cancellation);
            return ok(representation, whole(extraction, representation));
        }
    }

    private static StreamingOutput whole(Extraction extraction, Representation representation) {
        return out -> Answers.write(extraction, representation, out);
    }

    private Response stream(
            Upload upload,
            ExtractionRequest request,
            Representation representation,
            Cancellation cancellation) {
        StreamedExtraction streamed = new StreamedExtraction(request);
        streamed.start(
                listener -> {
                    try (upload) {
                        return extractions.extract(request, listener, cancellation);
                    }
                });
        // Until the worker has opened the document a failure can still be a proper answer.
        StreamedExtraction.Event first = streamed.next();
        if (first instanceof StreamedExtraction.Failed(RuntimeException failure)) {
            throw failure;
        }
        EventStream events = new EventStream(request, representation);
        return ok(
                representation,
                out -> {
                    try {
                        events.write(first, streamed, out);
                    } finally {
                        cancellation.cancel();
                    }
                });
    }

    private static Response ok(Representation representation, StreamingOutput output) {
        Response.ResponseBuilder response =
                Response.ok(output, MediaType.valueOf(representation.contentType()))
                        .header("Vary", "Accept")
                        .header("Cache-Control", "no-store");
        if (representation.streams()) {
            // Reverse proxies that collect an answer first would hold progress back.
            response.header("X-Accel-Buffering", "no");
        }
        return response.build();
    }
}
