package io.pagebridge.start;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of all settings, and which of those that somebody set are none: a misspelt one would have no effect. */
final class SettingNames {
    private static final String ENVIRONMENT = "PAGEBRIDGE_";
    private static final String PROPERTY = "pagebridge.";
    private static final int NEAR = 3;

    /** Of the scripts and tests around the service, which share its environment. */
    private static final Set<String> OF_SCRIPTS =
            Set.of(
                    "PAGEBRIDGE_JAVA_OPTS",
                    "PAGEBRIDGE_PYTHON",
                    "PAGEBRIDGE_SHARED_DATA",
                    "PAGEBRIDGE_ALL_DATA",
                    "PAGEBRIDGE_QUALITY_CACHE",
                    "PAGEBRIDGE_BENCH_PYTHON",
                    "PAGEBRIDGE_URL");

    /** What Kubernetes adds to every pod for a Service that is named pagebridge or pagebridge-anything. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "PAGEBRIDGE_(\\w+_)?(SERVICE_(HOST|PORT\\w*)|PORT(_\\d+_(TCP|UDP|SCTP)\\w*)?)");

    /** Elements of a list may be given one by one: {@code pagebridge.auth.api-keys[0]}. */
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$|_\\d+_$");

    private final Map<String, String> propertyByEnvironment;

    SettingNames(Collection<String> properties) {
        propertyByEnvironment =
                properties.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        SettingNames::inEnvironment, Function.identity()));
    }

    /** A sentence about the first name that is ours by its beginning and no setting. */
    Optional<String> complaint(Collection<String> environment, Collection<String> properties) {
        for (String name : environment.stream().sorted().toList()) {
            if (name.startsWith(ENVIRONMENT) && !known(name)) {
                return Optional.of(unknown(name) + nearest(name, Function.identity()));
            }
        }
        for (String name : properties.stream().sorted().toList()) {
            if (name.startsWith(PROPERTY)
                    && !known(inEnvironment(INDEX.matcher(name).replaceFirst("")))) {
                return Optional.of(
                        unknown(name) + nearest(inEnvironment(name), propertyByEnvironment::get));
            }
        }
        return Optional.empty();
    }

    static String unknown(String name) {
        return name + " is no setting of Pagebridge";
    }

    private boolean known(String name) {
        return propertyByEnvironment.containsKey(INDEX.matcher(name).replaceFirst(""))
                || OF_SCRIPTS.contains(name)
                || SERVICE_LINK.matcher(name).matches();
    }

    private String nearest(String name, Function<String, String> written) {
        return propertyByEnvironment.keySet().stream()
                .filter(known -> distance(known, name) <= NEAR)
                .min(
                        Comparator.<String>comparingInt(known -> distance(known, name))
                                .thenComparing(Comparator.naturalOrder()))
                .map(known -> "; did you mean " + written.apply(known) + "?")
                .orElse("");
    }

    private static String inEnvironment(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Letters to insert, delete or replace until they are the same. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
