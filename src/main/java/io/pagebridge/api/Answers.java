package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.extraction.Extraction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a finished document in the form that was chosen. */
final class Answers {
    private static final JsonFactory JSON =
            new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private Answers() {}

    static void write(Extraction extraction, Representation representation, OutputStream out)
            throws IOException {
        Writer text = writer(out);
        boolean pageBreaks = extraction.options().pageBreaks();
        switch (representation) {
            case JSON -> {
                try (JsonGenerator json = generator(text)) {
                    new AnswerJson(extraction).write(json);
                }
            }
            case MARKDOWN -> Markdown.write(extraction, text, pageBreaks);
            case TEXT -> PlainText.write(extraction, text, pageBreaks);
            case NDJSON, EVENTS -> throw new IllegalArgumentException("written by EventStream");
        }
        text.flush();
    }

    /** Replaces lone surrogates, which a generator of bytes would refuse in the middle of an answer. */
    static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16 * 1024);
    }

    /** Leaves the writer open when it is closed. */
    static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.setRootValueSeparator(null);
        return json;
    }
}
