package io.pagebridge.start;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Why the service does not start, for the operator. What an operator can mend is one sentence on standard error; its
 * stack is logged at DEBUG. Everything else is a defect of ours and keeps its stack.
 *
 * <p>Our own code says the former by an {@link IllegalStateException} or {@link IllegalArgumentException} whose message
 * is that sentence.
 */
final class StartFailure {
    private static final Logger LOG = Logger.getLogger(StartFailure.class);
    private static final String OURS = "io.pagebridge.";
    private static final Pattern CODE = Pattern.compile("(?:java\\.lang\\.\\w+: )?SRCFG\\d+: ");
    private static final Pattern VALUE =
            Pattern.compile(
                    "The config property (\\S+) with the config value \"(.*)\" threw an Exception"
                            + " whilst being converted (.*)",
                    Pattern.DOTALL);
    private static final Pattern NAME =
            Pattern.compile("(\\S+) in .* does not map to any root", Pattern.DOTALL);

    private StartFailure() {}

    static void tell(Throwable failure) {
        Optional<String> sentence = sentence(failure);
        if (sentence.isPresent()) {
            System.err.println("pagebridge does not start: " + sentence.get());
            LOG.debug("where the start ended", failure);
        } else {
            LOG.error("pagebridge does not start", failure);
        }
    }

    /** Empty for what only a developer can mend. */
    static Optional<String> sentence(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof ConfigValidationException invalid) {
                return Optional.of(sentence(invalid));
            }
            root = next;
        }
        return switch (root) {
            case QuarkusBindException taken ->
                    Optional.of(
                            "%s port %d is in use or may not be taken"
                                    .formatted(taken.getHost(), taken.getPort()));
            case IllegalStateException told when isOurs(told) -> Optional.of(told.getMessage());
            case IllegalArgumentException told when isOurs(told) -> Optional.of(told.getMessage());
            default -> Optional.empty();
        };
    }

    private static boolean isOurs(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith(OURS);
    }

    private static String sentence(ConfigValidationException invalid) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            problems.add(plain(invalid.getProblem(i).getMessage()));
        }
        return String.join("; ", problems);
    }

    private static String plain(String problem) {
        String told = CODE.matcher(problem).replaceAll("");
        Matcher value = VALUE.matcher(told);
        if (value.matches()) {
            return "%s cannot be \"%s\": %s"
                    .formatted(value.group(1), value.group(2), value.group(3));
        }
        Matcher name = NAME.matcher(told);
        return name.matches() ? SettingNames.unknown(name.group(1)) : told;
    }
}
