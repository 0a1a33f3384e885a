package io.pagebridge.routes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the answers of a batch: u32 length (little-endian) of the JSON, the JSON {@code [[status, headers, length,
 * is_text] or ["failed", code, message], ...]}, then the bodies. Nothing is believed: every value is checked before its
 * use, and all lengths must add up.
 */
final class BatchReader {
    /** The worker's answer is nonsense: it cannot be trusted any more. */
    static final class NonsenseException extends Exception {
        private static final long serialVersionUID = 1L;

        NonsenseException(String message) {
            super(message);
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> SERVERS_OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private final byte[] untrusted;
    private int bodyAt;

    private BatchReader(byte[] untrusted) {
        this.untrusted = untrusted;
    }

    /** At most {@code most} answers. */
    static List<RouteAnswer> read(byte[] untrusted, int most) throws NonsenseException {
        return new BatchReader(untrusted).read(most);
    }

    private List<RouteAnswer> read(int most) throws NonsenseException {
        int length = prefix();
        bodyAt = 4 + length;
        List<RouteAnswer> answers = new ArrayList<>();
        try (JsonParser json = JSON.createParser(untrusted, 4, length)) {
            expect(json.nextToken() == JsonToken.START_ARRAY, "no list of answers");
            while (json.nextToken() == JsonToken.START_ARRAY) {
                expect(answers.size() < most, "more answers than requests");
                answers.add(answer(json));
            }
            expect(json.currentToken() == JsonToken.END_ARRAY, "no answer");
            expect(json.nextToken() == null, "more than one list");
        } catch (IOException e) {
            throw new NonsenseException("answers that are not JSON");
        }
        expect(bodyAt == untrusted.length, "bodies that do not add up");
        return answers;
    }

    private int prefix() throws NonsenseException {
        expect(untrusted.length >= 4, "too short");
        int length = 0;
        for (int i = 0; i < 4; i++) {
            length |= (untrusted[i] & 0xff) << 8 * i;
        }
        expect(length >= 0 && length <= untrusted.length - 4, "a length out of range");
        return length;
    }

    private RouteAnswer answer(JsonParser json) throws IOException, NonsenseException {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            return failed(json);
        }
        expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "no status");
        int status = json.getIntValue();
        expect(status >= 200 && status <= 599, "a status out of range");
        Map<String, List<String>> headers = headers(json);
        expect(json.nextToken() == JsonToken.VALUE_NUMBER_INT, "no length");
        long length = json.getLongValue();
        expect(length >= 0 && length <= untrusted.length - bodyAt, "a length out of range");
        byte[] body = Arrays.copyOfRange(untrusted, bodyAt, bodyAt + (int) length);
        bodyAt += (int) length;
        JsonToken kind = json.nextToken();
        boolean text = kind == JsonToken.VALUE_TRUE;
        expect(text || kind == JsonToken.VALUE_FALSE, "no kind of body");
        expect(json.nextToken() == JsonToken.END_ARRAY, "more than an answer");
        if (headers == null) {
            return broken(FailureKind.INTERNAL, "The route answered with a header that cannot be.");
        }
        return new RouteAnswer.Returned(status, headers, body, text);
    }

    private static RouteAnswer failed(JsonParser json) throws IOException, NonsenseException {
        expect(json.nextToken() == JsonToken.VALUE_STRING, "no code");
        boolean memory = json.getText().equals(FailureKind.OUT_OF_MEMORY.code());
        expect(json.nextToken() == JsonToken.VALUE_STRING, "no message");
        expect(json.nextToken() == JsonToken.END_ARRAY, "more than a failure");
        return memory
                ? broken(FailureKind.OUT_OF_MEMORY, "The route needs more memory than it may use.")
                : broken(FailureKind.INTERNAL, "The route failed; the service's log says more.");
    }

    private static RouteAnswer broken(FailureKind kind, String message) {
        return new RouteAnswer.Failed(new FailureException(kind, message));
    }

    /** Null when one of them cannot be sent. */
    private static Map<String, List<String>> headers(JsonParser json)
            throws IOException, NonsenseException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "no headers");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        boolean valid = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            valid &= isToken(name);
            expect(json.nextToken() == JsonToken.START_ARRAY, "no values");
            List<String> values = new ArrayList<>(1);
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                valid &= isValue(json.getText());
                values.add(json.getText());
            }
            expect(json.currentToken() == JsonToken.END_ARRAY, "a value that is no text");
            if (!SERVERS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        }
        return valid ? headers : null;
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(
                                c -> c > 0x20 && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    /** Printable Latin-1 and blanks: no line can be added to the head. */
    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= 0x20 && c != 0x7f && c <= 0xff);
    }

    private static void expect(boolean holds, String otherwise) throws NonsenseException {
        if (!holds) {
            throw new NonsenseException(otherwise);
        }
    }
}
