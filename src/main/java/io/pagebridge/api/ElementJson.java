package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Element;
import io.pagebridge.document.Offsets;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.json.JsonBoxes;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One element of the answer. */
final class ElementJson {
    private ElementJson() {}

    /** @param span its place in the text; null for furniture and hidden text */
    static void write(JsonGenerator json, int index, Element element, Span span, Offsets offsets)
            throws IOException {
        Map<Integer, Box> boxes = boxes(element);
        Integer page = boxes.isEmpty() ? null : boxes.keySet().iterator().next();
        json.writeStartObject();
        json.writeNumberField("index", index);
        json.writeStringField("type", element.type());
        json.writeStringField("text", element.passage().text());
        writeNumber(json, "level", level(element));
        writeNumber(json, "page", page);
        JsonBoxes.write(json, "box", page == null ? null : boxes.get(page));
        json.writeArrayFieldStart("boxes");
        for (Map.Entry<Integer, Box> box : boxes.entrySet()) {
            JsonBoxes.writeOnPage(json, box.getKey(), box.getValue());
        }
        json.writeEndArray();
        writeNumber(json, "start", span == null ? null : offsets.of(span.start()));
        writeNumber(json, "end", span == null ? null : offsets.of(span.end()));
        if (element instanceof Element.Figure figure) {
            json.writeStringField("alt", figure.alternative());
        }
        json.writeStringField("evidence", element.evidence().reason());
        json.writeNumberField("confidence", JsonBoxes.rounded(element.evidence().confidence()));
        json.writeFieldName("table");
        if (element instanceof Element.Table table) {
            writeTable(json, table);
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void writeTable(JsonGenerator json, Element.Table table) throws IOException {
        json.writeStartObject();
        json.writeNumberField("rows", table.rows().size());
        json.writeNumberField("columns", table.columns());
        json.writeNumberField("header_rows", table.headerRows());
        json.writeStringField("caption", table.caption());
        json.writeStringField("units", table.units());
        writeNumber(json, "continues", table.continues());
        json.writeStringField("html", TableHtml.of(table));
        json.writeArrayFieldStart("cells");
        for (Cell cell : table.cells()) {
            json.writeStartObject();
            json.writeNumberField("row", cell.row());
            json.writeNumberField("column", cell.column());
            json.writeNumberField("row_span", cell.rowSpan());
            json.writeNumberField("column_span", cell.columnSpan());
            json.writeBooleanField("header", cell.header());
            json.writeStringField("text", cell.text());
            json.writeNumberField("page", cell.page());
            JsonBoxes.write(json, "box", cell.box());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Integer level(Element element) {
        return switch (element) {
            case Element.Heading heading -> heading.level();
            case Element.ListItem item -> item.depth();
            default -> null;
        };
    }

    /** The box on each page it stands on. */
    private static Map<Integer, Box> boxes(Element element) {
        Map<Integer, Box> boxes = new TreeMap<>();
        for (PlacedWord word : element.passage().words()) {
            boxes.merge(word.word().page(), word.word().box(), Box::union);
        }
        Element.Place place = element.place();
        if (place != null) {
            boxes.merge(place.page(), place.box(), Box::union);
        }
        return boxes;
    }

    private static void writeNumber(JsonGenerator json, String name, Integer value)
            throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
