package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.Attachment;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Element;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Link;
import io.pagebridge.document.Offsets;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.Include;
import io.pagebridge.extraction.Intake;
import io.pagebridge.json.ChunkJson;
import io.pagebridge.json.DocumentJson;
import io.pagebridge.json.JsonBoxes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The native answer, written straight to the caller: no second copy of the document is made. */
final class AnswerJson {
    private final Extraction extraction;
    private final Offsets offsets;

    AnswerJson(Extraction extraction) {
        this(extraction, new Offsets(extraction.text().text(), extraction.options().offsetUnit()));
    }

    /** @param offsets of the extraction's text in the unit asked for */
    AnswerJson(Extraction extraction, Offsets offsets) {
        this.extraction = extraction;
        this.offsets = offsets;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("document");
        writeDocument(json);
        writeEngine(json);
        if (includes(Include.TEXT)) {
            json.writeStringField("text", extraction.text().text());
        }
        json.writeStringField("offset_unit", extraction.options().offsetUnit().id());
        if (includes(Include.PAGES)) {
            json.writeArrayFieldStart("pages");
            for (Extraction.PageSummary page : extraction.pages()) {
                PageJson.write(json, page, offsets);
            }
            json.writeEndArray();
        }
        if (includes(Include.CHUNKS)) {
            json.writeArrayFieldStart("chunks");
            for (Chunk chunk : extraction.chunks()) {
                writeChunk(json, chunk);
            }
            json.writeEndArray();
        }
        writeExtras(json);
        writeEnd(json);
        json.writeEndObject();
    }

    void writeDocument(JsonGenerator json) throws IOException {
        document(
                        extraction.intake(),
                        extraction.options(),
                        extraction.properties(),
                        extraction.content().title(),
                        extraction.content().language())
                .write(json);
    }

    static DocumentJson document(
            Intake intake,
            ExtractionOptions options,
            Properties properties,
            String title,
            String language) {
        return new DocumentJson(
                intake.documentId(options.sourceId()),
                intake.sha256(),
                options.sourceId(),
                intake.filename(),
                intake.bytes(),
                properties,
                title,
                language);
    }

    void writeEngine(JsonGenerator json) throws IOException {
        Extraction.EngineReport engine = extraction.engine();
        json.writeObjectFieldStart("engine");
        json.writeStringField("name", engine.name());
        json.writeStringField("version", engine.version());
        json.writeStringField("pipeline", engine.pipeline());
        json.writeArrayFieldStart("fallback_pages");
        for (int page : engine.fallbackPages()) {
            json.writeNumber(page);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("verification");
        json.writeNumberField("pages_checked", engine.verification().pagesChecked());
        json.writeObjectField("agreement", engine.verification().agreement());
        json.writeStringField("verdict", engine.verification().verdict());
        json.writeEndObject();
        json.writeEndObject();
    }

    void writeChunk(JsonGenerator json, Chunk chunk) throws IOException {
        ChunkJson.write(json, chunk, extraction.added().get(chunk.id()), offsets);
    }

    void writeChunkMembersButType(JsonGenerator json, Chunk chunk) throws IOException {
        ChunkJson.writeMembersButType(json, chunk, extraction.added().get(chunk.id()), offsets);
    }

    /** What was asked for on top of text, pages and chunks. */
    void writeExtras(JsonGenerator json) throws IOException {
        if (includes(Include.ELEMENTS) || includes(Include.FURNITURE) || includes(Include.HIDDEN)) {
            writeElements(json);
        }
        if (includes(Include.MARKDOWN)) {
            json.writeStringField("markdown", Markdown.of(extraction));
        }
        if (includes(Include.OUTLINE)) {
            json.writeArrayFieldStart("outline");
            for (OutlineEntry entry : extraction.properties().outline()) {
                json.writeStartObject();
                json.writeStringField("title", entry.title());
                json.writeNumberField("level", entry.level());
                json.writeObjectField("page", entry.page());
                json.writeObjectField("y", entry.y());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (includes(Include.LINKS)) {
            json.writeArrayFieldStart("links");
            for (Link link : extraction.links()) {
                json.writeStartObject();
                json.writeNumberField("page", link.page());
                JsonBoxes.write(json, "box", link.box());
                json.writeStringField("uri", link.uri());
                json.writeObjectField("target_page", link.targetPage());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (includes(Include.FORM_FIELDS)) {
            json.writeArrayFieldStart("form_fields");
            for (FormField field : extraction.formFields()) {
                json.writeStartObject();
                json.writeNumberField("page", field.page());
                json.writeStringField("name", field.name());
                json.writeStringField("type", field.type());
                json.writeStringField("value", field.value());
                JsonBoxes.write(json, "box", field.box());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (includes(Include.ATTACHMENTS)) {
            json.writeArrayFieldStart("attachments");
            for (Attachment attachment : extraction.properties().attachments()) {
                json.writeStartObject();
                json.writeStringField("name", attachment.name());
                json.writeNumberField("bytes", attachment.bytes());
                json.writeStringField("media_type", attachment.mediaType());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /** Warnings, whether something is missing, and times. */
    void writeEnd(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("warnings");
        for (Warning warning : extraction.warnings()) {
            json.writeStartObject();
            json.writeStringField("code", warning.code());
            json.writeObjectField("page", warning.page());
            json.writeStringField("message", warning.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("truncated", extraction.truncated());
        json.writeObjectFieldStart("timings");
        json.writeNumberField("queued_ms", extraction.timings().queued());
        json.writeNumberField("worker_ms", extraction.timings().worker());
        json.writeNumberField("total_ms", extraction.timings().total());
        json.writeEndObject();
    }

    boolean includes(Include part) {
        return extraction.options().includes(part);
    }

    private void writeElements(JsonGenerator json) throws IOException {
        Map<Integer, Span> spans = new HashMap<>();
        extraction.text().spans().forEach(span -> spans.put(span.index(), span));
        List<Element> elements = extraction.content().elements();
        json.writeArrayFieldStart("elements");
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            boolean wanted =
                    switch (element) {
                        case Element.Furniture ignored -> includes(Include.FURNITURE);
                        case Element.Hidden ignored -> includes(Include.HIDDEN);
                        default -> true;
                    };
            if (wanted) {
                ElementJson.write(json, i, element, spans.get(i), offsets);
            }
        }
        json.writeEndArray();
    }
}
