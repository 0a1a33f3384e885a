package io.pagebridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.PageBox;
import io.pagebridge.chunking.TablePart;
import io.pagebridge.document.Offsets;
import java.io.IOException;
import java.util.Map;

/** One chunk, as the answer has it and a hook is given it. */
public final class ChunkJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private ChunkJson() {}

    /**
     * @param added a hook's members, or null
     * @param offsets in whose unit {@code start} and {@code end} are
     */
    public static void write(JsonGenerator json, Chunk chunk, ObjectNode added, Offsets offsets)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", chunk.type().id());
        writeMembersButType(json, chunk, added, offsets);
        json.writeEndObject();
    }

    /**
     * The members inside an object that the caller opened: a stream's line has a {@code type} of its own.
     *
     * @param added a hook's members, or null
     */
    public static void writeMembersButType(
            JsonGenerator json, Chunk chunk, ObjectNode added, Offsets offsets) throws IOException {
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
            JsonBoxes.writeOnPage(json, box.page(), box.box());
        }
        json.writeEndArray();
        json.writeFieldName("table");
        writeTable(json, chunk.table());
        json.writeBooleanField("ocr", chunk.ocr());
        json.writeNumberField("confidence", JsonBoxes.rounded(chunk.confidence()));
        json.writeStringField("previous_id", chunk.previousId());
        json.writeStringField("next_id", chunk.nextId());
        if (added != null) {
            for (Map.Entry<String, JsonNode> member : added.properties()) {
                json.writeFieldName(member.getKey());
                JSON.writeTree(json, member.getValue());
            }
        }
    }

    private static void writeTable(JsonGenerator json, TablePart part) throws IOException {
        if (part == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("element", part.element());
        json.writeNumberField("first_row", part.firstRow());
        json.writeNumberField("last_row", part.lastRow());
        json.writeNumberField("rows", part.rows());
        json.writeNumberField("part", part.part());
        json.writeNumberField("parts", part.parts());
        json.writeEndObject();
    }
}
