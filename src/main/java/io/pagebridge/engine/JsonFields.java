package io.pagebridge.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.document.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads members of a worker's JSON object with a bound on everything. Absent or null where a value is needed, a wrong
 * type or a value out of range is an {@link UntrustedContentException} that names the member.
 */
final class JsonFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode object;
    private final ContentLimits limits;

    private JsonFields(JsonNode object, ContentLimits limits) {
        this.object = object;
        this.limits = limits;
    }

    static JsonFields parse(byte[] bytes, int offset, int length, ContentLimits limits) {
        if (length > limits.jsonBytes()) {
            throw new UntrustedContentException(
                    "JSON of %d bytes is over the limit".formatted(length));
        }
        try {
            JsonNode node = MAPPER.readTree(bytes, offset, length);
            if (node == null || !node.isObject()) {
                throw new UntrustedContentException("JSON is not an object");
            }
            return new JsonFields(node, limits);
        } catch (JacksonException e) {
            throw new UntrustedContentException(
                    "JSON cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UntrustedContentException("JSON cannot be read", e);
        }
    }

    private JsonNode present(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private UntrustedContentException bad(String name, String expected) {
        return new UntrustedContentException("member '%s' is not %s".formatted(name, expected));
    }

    /** Null where absent. */
    String text(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > limits.stringLength()) {
            throw bad(name, "a string within the limit");
        }
        return node.textValue();
    }

    String text(String name, String absent) {
        String value = text(name);
        return value == null ? absent : value;
    }

    int integer(String name, int low, int high) {
        JsonNode node = present(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToInt()) {
            throw bad(name, "an integer");
        }
        int value = node.intValue();
        if (value < low || value > high) {
            throw bad(name, "between %d and %d".formatted(low, high));
        }
        return value;
    }

    /** Null where absent. */
    Integer optionalInteger(String name, int low, int high) {
        return present(name) == null ? null : Integer.valueOf(integer(name, low, high));
    }

    long longInteger(String name, long low, long high) {
        JsonNode node = present(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw bad(name, "an integer");
        }
        long value = node.longValue();
        if (value < low || value > high) {
            throw bad(name, "between %d and %d".formatted(low, high));
        }
        return value;
    }

    double number(String name, double low, double high) {
        JsonNode node = present(name);
        if (node == null || !node.isNumber()) {
            throw bad(name, "a number");
        }
        double value = node.doubleValue();
        if (!(value >= low && value <= high)) {
            throw bad(name, "between %s and %s".formatted(low, high));
        }
        return value;
    }

    /** Null where absent. */
    Double optionalNumber(String name, double low, double high) {
        return present(name) == null ? null : Double.valueOf(number(name, low, high));
    }

    boolean flag(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw bad(name, "true or false");
        }
        return node.booleanValue();
    }

    /** {@code [x0, y0, x1, y1]}. */
    Box box(String name) {
        JsonNode node = present(name);
        if (node == null || !node.isArray() || node.size() != 4) {
            throw bad(name, "a box");
        }
        double[] side = new double[4];
        for (int i = 0; i < 4; i++) {
            side[i] = node.get(i).isNumber() ? node.get(i).doubleValue() : Double.NaN;
            if (!(Math.abs(side[i]) <= ContentLimits.FARTHEST)) {
                throw bad(name, "a box");
            }
        }
        return Box.ofCorners(side[0], side[1], side[2], side[3]);
    }

    /** Absent is empty. */
    List<Integer> integers(String name, int most, int low, int high) {
        JsonNode node = array(name, most);
        List<Integer> values = new ArrayList<>();
        if (node != null) {
            for (JsonNode item : node) {
                if (!item.canConvertToInt() || item.intValue() < low || item.intValue() > high) {
                    throw bad(name, "a list of integers");
                }
                values.add(item.intValue());
            }
        }
        return values;
    }

    /** Absent is empty. */
    List<String> texts(String name, int most) {
        JsonNode node = array(name, most);
        List<String> values = new ArrayList<>();
        if (node != null) {
            for (JsonNode item : node) {
                if (!item.isTextual() || item.textValue().length() > limits.stringLength()) {
                    throw bad(name, "a list of strings");
                }
                values.add(item.textValue());
            }
        }
        return values;
    }

    /** Absent is empty. */
    <T> List<T> objects(String name, int most, Function<JsonFields, T> reader) {
        JsonNode node = array(name, most);
        List<T> values = new ArrayList<>();
        if (node != null) {
            for (JsonNode item : node) {
                if (!item.isObject()) {
                    throw bad(name, "a list of objects");
                }
                values.add(reader.apply(new JsonFields(item, limits)));
            }
        }
        return values;
    }

    /** Null where absent. */
    JsonFields object(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            throw bad(name, "an object");
        }
        return new JsonFields(node, limits);
    }

    private JsonNode array(String name, int most) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || node.size() > most) {
            throw bad(name, "a list of at most %d".formatted(most));
        }
        return node;
    }
}
