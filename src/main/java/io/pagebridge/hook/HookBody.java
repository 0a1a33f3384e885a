package io.pagebridge.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.document.Offsets;
import io.pagebridge.json.ChunkJson;
import io.pagebridge.json.DocumentJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the function is given: the objects of the native answer, with offsets in code points as Python counts. */
final class HookBody {
    private static final JsonFactory JSON = new JsonFactory();

    private HookBody() {}

    static byte[] of(HookedDocument document, List<Chunk> chunks) {
        String text = document.text().text();
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * text.length() + 1024);
        // Through a writer: it replaces lone surrogates where a generator of bytes would stop.
        try (JsonGenerator json =
                JSON.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            Offsets offsets = new Offsets(text, OffsetUnit.CODEPOINT);
            json.writeStartObject();
            json.writeFieldName("document");
            json(document).write(json);
            json.writeArrayFieldStart("chunks");
            for (Chunk chunk : chunks) {
                ChunkJson.write(json, chunk, null, offsets);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array was not writable", e);
        }
        return out.toByteArray();
    }

    private static DocumentJson json(HookedDocument document) {
        return new DocumentJson(
                document.id(),
                document.sha256(),
                document.sourceId(),
                document.filename(),
                document.bytes(),
                document.properties(),
                document.content().title(),
                document.content().language());
    }
}
