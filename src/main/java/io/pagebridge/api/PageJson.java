package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.document.Offsets;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.json.JsonBoxes;
import java.io.IOException;

/** The object of a page, the same in every form of the answer. */
final class PageJson {
    private PageJson() {}

    static void write(JsonGenerator json, Extraction.PageSummary page, Offsets offsets)
            throws IOException {
        json.writeStartObject();
        writeMembers(json, page, offsets);
        json.writeEndObject();
    }

    static void writeMembers(JsonGenerator json, Extraction.PageSummary page, Offsets offsets)
            throws IOException {
        json.writeNumberField("number", page.number());
        json.writeStringField("label", page.label());
        json.writeNumberField("width", JsonBoxes.rounded(page.width()));
        json.writeNumberField("height", JsonBoxes.rounded(page.height()));
        json.writeNumberField("rotation", page.rotation());
        json.writeNumberField("start", offsets.of(page.start()));
        json.writeNumberField("end", offsets.of(page.end()));
        json.writeBooleanField("ocr", page.ocr());
        json.writeNumberField("confidence", JsonBoxes.rounded(page.confidence()));
        json.writeStringField("engine", page.engine());
    }
}
