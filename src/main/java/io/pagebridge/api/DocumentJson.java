package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.Properties;
import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.Intake;
import java.io.IOException;

/** The answer's {@code document} object. */
final class DocumentJson {
    private DocumentJson() {}

    static void write(
            JsonGenerator json,
            Intake intake,
            ExtractionOptions options,
            Properties properties,
            String title,
            String language)
            throws IOException {
        json.writeStartObject();
        writeMembers(json, intake, options, properties, title, language);
        json.writeEndObject();
    }

    /** The members inside an object that the caller opened. */
    static void writeMembers(
            JsonGenerator json,
            Intake intake,
            ExtractionOptions options,
            Properties properties,
            String title,
            String language)
            throws IOException {
        json.writeStringField("id", intake.documentId(options.sourceId()));
        json.writeStringField("sha256", intake.sha256());
        json.writeStringField("source_id", options.sourceId());
        json.writeStringField("filename", intake.filename());
        json.writeNumberField("bytes", intake.bytes());
        json.writeNumberField("page_count", properties.pageCount());
        json.writeStringField("title", title);
        json.writeStringField("language", language);
        json.writeObjectFieldStart("metadata");
        writeMetadata(json, properties);
        json.writeEndObject();
    }

    private static void writeMetadata(JsonGenerator json, Properties properties)
            throws IOException {
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
