package io.pagebridge.routes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The body of a call {@code request}: u32 length (little-endian) of the JSON, the JSON {@code [[module, method, path,
 * params, query, headers, length], ...]}, then the requests' bodies. Not in the frame's header: that is for small things,
 * and one request's own headers may fill it.
 */
final class BatchWriter extends ByteArrayOutputStream {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int PREFIX = 4;

    private BatchWriter(int size) {
        super(size);
    }

    static byte[] write(List<RouteRequest> requests) {
        int bodies = 0;
        for (RouteRequest request : requests) {
            bodies = Math.addExact(bodies, request.body().length);
        }
        BatchWriter out = new BatchWriter(512 * requests.size() + bodies);
        out.writeBytes(new byte[PREFIX]);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (RouteRequest request : requests) {
                write(request, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("an array was not writable", e);
        }
        out.fillPrefix();
        for (RouteRequest request : requests) {
            out.writeBytes(request.body());
        }
        return out.toByteArray();
    }

    private void fillPrefix() {
        int length = count - PREFIX;
        for (int i = 0; i < PREFIX; i++) {
            buf[i] = (byte) (length >>> 8 * i);
        }
    }

    private static void write(RouteRequest request, JsonGenerator json) throws IOException {
        json.writeStartArray();
        json.writeNumber(request.route().module());
        json.writeString(request.method());
        json.writeString(request.path());
        write(request.params(), json);
        write(request.query(), json);
        write(request.headers(), json);
        json.writeNumber(request.body().length);
        json.writeEndArray();
    }

    private static void write(Map<String, List<String>> values, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            json.writeFieldName(entry.getKey());
            json.writeStartArray();
            for (String value : entry.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
