package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Offsets;
import io.pagebridge.document.Properties;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.ExtractionRequest;
import io.pagebridge.extraction.Include;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;

/**
 * The answer as a sequence of objects, one a line (NDJSON) or one an event (SSE): {@code document}, {@code progress} …,
 * {@code text}, {@code page} …, {@code chunk} …, then {@code done}; or {@code error} at any point. A stream without
 * {@code done} is incomplete. Text and pages are written while chunks are being cut, unless a hook may change them.
 * One answer, one thread.
 *
 * <p>Each object is the JSON answer's object of that name with the stream's {@code type} in front; where it has a type
 * of its own, that is {@code chunk_type}, or {@code problem}. {@code done} is what remains of the JSON answer.
 */
final class EventStream {
    private final ExtractionRequest request;
    private final boolean framed;

    private boolean opened;

    /** Of the text that was written; null before. */
    private Offsets offsets;

    EventStream(ExtractionRequest request, Representation representation) {
        this.request = request;
        this.framed = representation == Representation.EVENTS;
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    void write(StreamedExtraction.Event first, StreamedExtraction streamed, OutputStream out)
            throws IOException {
        Writer text = Answers.writer(out);
        try (JsonGenerator json = Answers.generator(text)) {
            StreamedExtraction.Event event = first;
            while (writeOne(json, event)) {
                json.flush();
                event = streamed.next();
            }
            json.flush();
        }
        text.flush();
    }

    /** Whether more is to come. */
    private boolean writeOne(JsonGenerator json, StreamedExtraction.Event event)
            throws IOException {
        switch (event) {
            case StreamedExtraction.Opened(Properties properties) -> {
                if (!opened) {
                    opened = true;
                    object(json, "document", members -> writeOpened(members, properties));
                }
            }
            case StreamedExtraction.Progress(int done, int of) ->
                    object(
                            json,
                            "progress",
                            members -> {
                                members.writeNumberField("page", done);
                                members.writeNumberField("of", of);
                            });
            case StreamedExtraction.Written(
                            CanonicalText text,
                            List<Extraction.PageSummary> pages) ->
                    writeText(json, text, pages);
            case StreamedExtraction.Finished(Extraction extraction) -> {
                if (offsets == null) {
                    writeText(json, extraction.text(), extraction.pages());
                }
                writeChunks(json, extraction);
                return false;
            }
            case StreamedExtraction.Failed(RuntimeException failure) -> {
                writeError(json, failure);
                return false;
            }
        }
        return true;
    }

    private void writeOpened(JsonGenerator json, Properties properties) throws IOException {
        AnswerJson.document(
                        request.intake(),
                        request.options(),
                        properties,
                        properties.metadata().title(),
                        properties.language())
                .writeMembers(json);
    }

    private void writeText(
            JsonGenerator json, CanonicalText text, List<Extraction.PageSummary> pages)
            throws IOException {
        ExtractionOptions options = request.options();
        offsets = new Offsets(text.text(), options.offsetUnit());
        if (options.includes(Include.TEXT)) {
            object(
                    json,
                    "text",
                    members -> {
                        members.writeStringField("text", text.text());
                        members.writeStringField("offset_unit", options.offsetUnit().id());
                    });
        }
        if (options.includes(Include.PAGES)) {
            for (Extraction.PageSummary page : pages) {
                object(json, "page", members -> PageJson.writeMembers(members, page, offsets));
            }
        }
    }

    private void writeChunks(JsonGenerator json, Extraction extraction) throws IOException {
        AnswerJson answer = new AnswerJson(extraction, offsets);
        for (Chunk chunk : extraction.chunks()) {
            object(
                    json,
                    "chunk",
                    members -> {
                        members.writeStringField("chunk_type", chunk.type().id());
                        answer.writeChunkMembersButType(members, chunk);
                    });
        }
        object(json, "done", members -> writeDone(members, answer, extraction));
    }

    private static void writeDone(JsonGenerator json, AnswerJson answer, Extraction extraction)
            throws IOException {
        json.writeFieldName("document");
        answer.writeDocument(json);
        answer.writeEngine(json);
        json.writeStringField("offset_unit", extraction.options().offsetUnit().id());
        json.writeNumberField("chunk_count", extraction.chunks().size());
        answer.writeExtras(json);
        answer.writeEnd(json);
    }

    private void writeError(JsonGenerator json, RuntimeException failure) throws IOException {
        FailureException told =
                failure instanceof FailureException known
                        ? known
                        : new FailureException(
                                FailureKind.INTERNAL, "The service failed; its log says more.");
        Problem problem = Problem.of(told);
        object(
                json,
                "error",
                members -> {
                    members.writeStringField("problem", problem.type());
                    ProblemJson.writeMembersButType(members, problem, request.requestId());
                });
    }

    private void object(JsonGenerator json, String type, Members members) throws IOException {
        if (framed) {
            json.writeRaw("event: " + type + "\ndata: ");
        }
        json.writeStartObject();
        json.writeStringField("type", type);
        members.write(json);
        json.writeEndObject();
        json.writeRaw(framed ? "\n\n" : "\n");
    }
}
