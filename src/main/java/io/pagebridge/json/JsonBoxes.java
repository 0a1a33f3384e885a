package io.pagebridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pagebridge.document.Box;
import java.io.IOException;

/** Boxes and lengths in JSON: hundredths of a point, rounded outwards, so that what was inside stays inside. */
public final class JsonBoxes {
    private static final double STEPS = 100;

    private JsonBoxes() {}

    /** Null is written as null. */
    public static void write(JsonGenerator json, String name, Box box) throws IOException {
        json.writeFieldName(name);
        if (box == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        writeSides(json, box);
        json.writeEndObject();
    }

    public static void writeOnPage(JsonGenerator json, int page, Box box) throws IOException {
        json.writeStartObject();
        json.writeNumberField("page", page);
        writeSides(json, box);
        json.writeEndObject();
    }

    private static void writeSides(JsonGenerator json, Box box) throws IOException {
        double x0 = down(box.x0());
        double y0 = down(box.y0());
        json.writeNumberField("x0", x0);
        json.writeNumberField("y0", y0);
        json.writeNumberField("x1", above(box.x1(), x0));
        json.writeNumberField("y1", above(box.y1(), y0));
    }

    /** A length or share, to three decimals. */
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double down(double value) {
        return Math.floor(value * STEPS + 1e-6) / STEPS;
    }

    /** A box without width or height gets the smallest one: the contract promises {@code x0 < x1}. */
    private static double above(double value, double start) {
        double end = Math.ceil(value * STEPS - 1e-6) / STEPS;
        return end > start ? end : Math.round((start + 1 / STEPS) * STEPS) / STEPS;
    }
}
