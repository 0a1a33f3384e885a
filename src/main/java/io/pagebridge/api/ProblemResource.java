package io.pagebridge.api;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /problems/<kind>}: what stands behind the {@code type} of a problem. */
@Path("/problems")
class ProblemResource {
    @GET
    @Path("/{kind}")
    @Produces(MediaType.TEXT_PLAIN)
    @NonBlocking
    public String explain(@PathParam("kind") String kind) {
        ProblemTitles.Explained explained = ProblemTitles.explained(kind);
        if (explained == null) {
            throw new NotFoundException();
        }
        return "%s: %s%n%s%n".formatted(kind, explained.title(), explained.remedy());
    }
}
