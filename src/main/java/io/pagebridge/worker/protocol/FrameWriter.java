package io.pagebridge.worker.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Makes the line of a frame: ASCII only, bounded, lone surrogates replaced. The trailer is the caller's to write. */
public final class FrameWriter {
    private static final ObjectWriter JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                                    .build())
                    .writer();

    private FrameWriter() {}

    /**
     * The line with its newline.
     *
     * @throws IllegalArgumentException when it would be longer than {@link FrameReader#MAX_LINE}
     */
    public static byte[] line(ObjectNode header) {
        try {
            StringBuilder line = new StringBuilder(256).append("PX1 ");
            appendEscaped(line, JSON.writeValueAsString(header));
            if (line.length() > FrameReader.MAX_LINE) {
                throw new IllegalArgumentException(
                        "a header of "
                                + line.length()
                                + " bytes, "
                                + FrameReader.MAX_LINE
                                + " is the most");
            }
            return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a header that is not JSON", e);
        }
    }

    private static void appendEscaped(StringBuilder target, String json) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                target.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1))) {
                escape(target, c);
                escape(target, json.charAt(++i));
            } else {
                escape(target, Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
    }

    private static void escape(StringBuilder target, char c) {
        target.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            target.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
