package io.pagebridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.Properties;
import java.io.IOException;

/**
 * The {@code document} object, as the answer has it and a hook is given it.
 *
 * @param sourceId the caller's key, or null; {@code filename}, {@code title} and {@code language} likewise
 */
public record DocumentJson(
        String id,
        String sha256,
        String sourceId,
        String filename,
        long bytes,
        Properties properties,
        String title,
        String language) {

    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeMembers(json);
        json.writeEndObject();
    }

    /** The members inside an object that the caller opened. */
    public void writeMembers(JsonGenerator json) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("sha256", sha256);
        json.writeStringField("source_id", sourceId);
        json.writeStringField("filename", filename);
        json.writeNumberField("bytes", bytes);
        json.writeNumberField("page_count", properties.pageCount());
        json.writeStringField("title", title);
        json.writeStringField("language", language);
        json.writeObjectFieldStart("metadata");
        writeMetadata(json);
        json.writeEndObject();
    }

    private void writeMetadata(JsonGenerator json) throws IOException {
        Metadata metadata = properties.metadata();
        json.writeStringField("title", metadata.title());
        json.writeStringField("author", metadata.author());
        json.writeStringField("subject", metadata.subject());
        json.writeStringField("keywords", metadata.keywords());
        json.writeStringField("creator", metadata.creator());
        json.writeStringField("producer", metadata.producer());
        json.writeStringField("created", metadata.created());
        json.writeStringField("modified", metadata.modified());
        json.writeStringField("pdf_version", properties.pdfVersion());
        json.writeBooleanField("encrypted", properties.encrypted());
        json.writeBooleanField("tagged", properties.tagged());
    }
}
