package io.pagebridge.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Problems as JSON. */
final class ProblemJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ProblemJson() {}

    static String write(Problem problem, String requestId) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            writeMembers(json, problem, requestId);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string was not writable", e);
        }
        return text.toString();
    }

    /** The members inside an object that the caller opened: a stream's last line has a {@code type} of its own. */
    static void writeMembers(JsonGenerator json, Problem problem, String requestId)
            throws IOException {
        json.writeStringField("type", problem.type());
        writeMembersButType(json, problem, requestId);
    }

    static void writeMembersButType(JsonGenerator json, Problem problem, String requestId)
            throws IOException {
        json.writeStringField("title", problem.title());
        json.writeNumberField("status", problem.status());
        json.writeStringField("detail", problem.detail());
        json.writeBooleanField("retryable", problem.retryable());
        json.writeStringField("request_id", requestId);
        Long seconds = problem.retryAfterSeconds();
        if (seconds != null) {
            json.writeNumberField("retry_after", seconds);
        }
        for (Map.Entry<String, Object> member : problem.further().entrySet()) {
            json.writeObjectField(member.getKey(), member.getValue());
        }
    }
}
