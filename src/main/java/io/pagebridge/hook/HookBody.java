package io.pagebridge.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.PageBox;
import io.pagebridge.chunking.TablePart;
import io.pagebridge.document.Box;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.document.Offsets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the function is given: the objects of the native answer, with offsets in code points as Python counts. */
final class HookBody {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Offsets offsets;

    private HookBody(JsonGenerator json, Offsets offsets) {
        this.json = json;
        this.offsets = offsets;
    }

    static byte[] of(HookedDocument document, List<Chunk> chunks) {
        String text = document.text().text();
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * text.length() + 1024);
        // Through a writer: it replaces lone surrogates where a generator of bytes would stop.
        try (JsonGenerator json =
                JSON.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            HookBody body = new HookBody(json, new Offsets(text, OffsetUnit.CODEPOINT));
            json.writeStartObject();
            body.document(document);
            json.writeArrayFieldStart("chunks");
            for (Chunk chunk : chunks) {
                body.chunk(chunk);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array was not writable", e);
        }
        return out.toByteArray();
    }

    private void document(HookedDocument document) throws IOException {
        json.writeObjectFieldStart("document");
        json.writeStringField("id", document.id());
        json.writeStringField("sha256", document.sha256());
        json.writeStringField("source_id", document.sourceId());
        json.writeStringField("filename", document.filename());
        json.writeNumberField("bytes", document.bytes());
        json.writeNumberField("page_count", document.properties().pageCount());
        json.writeStringField("title", document.content().title());
        json.writeStringField("language", document.content().language());
        Metadata metadata = document.properties().metadata();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("title", metadata.title());
        json.writeStringField("author", metadata.author());
        json.writeStringField("subject", metadata.subject());
        json.writeStringField("keywords", metadata.keywords());
        json.writeStringField("creator", metadata.creator());
        json.writeStringField("producer", metadata.producer());
        json.writeStringField("created", metadata.created());
        json.writeStringField("modified", metadata.modified());
        json.writeStringField("pdf_version", document.properties().pdfVersion());
        json.writeBooleanField("encrypted", document.properties().encrypted());
        json.writeBooleanField("tagged", document.properties().tagged());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void chunk(Chunk chunk) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", chunk.type().id());
        json.writeStringField("id", chunk.id());
        json.writeNumberField("index", chunk.index());
        json.writeStringField("text", chunk.text());
        json.writeStringField("embed_text", chunk.embedText());
        json.writeNumberField("start", offsets.of(chunk.start()));
        json.writeNumberField("end", offsets.of(chunk.end()));
        json.writeNumberField("tokens", chunk.tokens());
        json.writeArrayFieldStart("heading_path");
        for (String heading : chunk.headingPath()) {
            json.writeString(heading);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pages");
        for (int page : chunk.pages()) {
            json.writeNumber(page);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("boxes");
        for (PageBox box : chunk.boxes()) {
            box(box.page(), box.box());
        }
        json.writeEndArray();
        table(chunk.table());
        json.writeBooleanField("ocr", chunk.ocr());
        json.writeNumberField("confidence", rounded(chunk.confidence()));
        json.writeStringField("previous_id", chunk.previousId());
        json.writeStringField("next_id", chunk.nextId());
        json.writeEndObject();
    }

    private void box(int page, Box box) throws IOException {
        json.writeStartObject();
        json.writeNumberField("page", page);
        json.writeNumberField("x0", rounded(box.x0()));
        json.writeNumberField("y0", rounded(box.y0()));
        json.writeNumberField("x1", rounded(box.x1()));
        json.writeNumberField("y1", rounded(box.y1()));
        json.writeEndObject();
    }

    private void table(TablePart part) throws IOException {
        if (part == null) {
            json.writeNullField("table");
            return;
        }
        json.writeObjectFieldStart("table");
        json.writeNumberField("element", part.element());
        json.writeNumberField("first_row", part.firstRow());
        json.writeNumberField("last_row", part.lastRow());
        json.writeNumberField("rows", part.rows());
        json.writeNumberField("part", part.part());
        json.writeNumberField("parts", part.parts());
        json.writeEndObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
