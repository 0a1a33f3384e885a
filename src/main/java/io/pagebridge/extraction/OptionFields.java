package io.pagebridge.extraction;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A request's options by name, each read by its type. Empty values count as absent. */
final class OptionFields {
    private static final int SHOWN = 80;

    private final Map<String, String> values;

    private OptionFields(Map<String, String> values) {
        this.values = values;
    }

    /** Refuses names that are not known; values given several times are joined by commas where that means something. */
    static OptionFields of(
            Map<String, ? extends Iterable<String>> untrustedFields, Set<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends Iterable<String>> field : untrustedFields.entrySet()) {
            String name = field.getKey();
            if (!names.contains(name)) {
                throw invalid(
                        "Unknown option '%s'; allowed: %s."
                                .formatted(shown(name), String.join(", ", new TreeSet<>(names))),
                        "option",
                        shown(name));
            }
            List<String> given = new ArrayList<>();
            field.getValue().forEach(given::add);
            given.removeIf(String::isEmpty);
            if (given.isEmpty()) {
                continue;
            }
            boolean list = name.equals("include") || name.equals("pages");
            if (given.size() > 1 && !list) {
                throw refuseSeveral(name, given);
            }
            values.put(name, String.join(",", given));
        }
        return new OptionFields(values);
    }

    private static FailureException refuseSeveral(String name, List<String> given) {
        String allowed = "one value, not " + given.size();
        if (name.equals("password")) {
            return refuseUnseen(name, allowed);
        }
        String values = String.join("', '", given.stream().limit(4).map(v -> shown(v)).toList());
        return invalid(
                "Option '%s' has the values '%s'; allowed: %s.".formatted(name, values, allowed),
                "option",
                name);
    }

    boolean flag(String name) {
        String text = values.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw refuse(name, text, "true, false");
        }
        return text.equals("true");
    }

    String text(String name, String absent) {
        return values.getOrDefault(name, absent);
    }

    int integer(String name, int least, int most, int absent) {
        String text = values.get(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw refuse(name, text, "a whole number from %d to %d".formatted(least, most));
    }

    <E extends Enum<E>> E constant(String name, Class<E> type, E absent) {
        String text = values.get(name);
        return text == null ? absent : constantOf(name, text, type);
    }

    <E extends Enum<E>> E constantOf(String name, String text, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                refuse(
                                        name,
                                        text,
                                        String.join(
                                                ", ",
                                                constants.stream()
                                                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                                                        .toList())));
    }

    FailureException refuse(String name, String value, String allowed) {
        return invalid(
                "Option '%s' has the value '%s'; allowed: %s."
                        .formatted(name, shown(value), allowed),
                "option",
                name);
    }

    /** For values that must not be repeated to anybody. */
    static FailureException refuseUnseen(String name, String allowed) {
        return invalid(
                "Option '%s' has a value that is not allowed; allowed: %s."
                        .formatted(name, allowed),
                "option",
                name);
    }

    private static FailureException invalid(String message, String key, String value) {
        return new FailureException(FailureKind.INVALID_REQUEST, message, Map.of(key, value));
    }

    private static String shown(String untrustedText) {
        String text = untrustedText.replaceAll("\\p{Cntrl}", "?");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
