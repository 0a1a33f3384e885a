package io.pagebridge.extraction;

import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.chunking.Tokenizer;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.engine.ReadRequest;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one place where options are read and checked, whichever way they came. Names and values are those of the native
 * contract; whatever is wrong is said with the field, the value found and what is allowed.
 */
public final class OptionsParser {
    /** Every option; {@code password} is one of them but never taken from a query. */
    public static final Set<String> NAMES =
            Set.copyOf(
                    List.of(
                            "pages",
                            "password",
                            "ocr",
                            "ocr_languages",
                            "target_tokens",
                            "max_tokens",
                            "overlap_tokens",
                            "tokenizer",
                            "offset_unit",
                            "include",
                            "source_id",
                            "verify",
                            "page_breaks",
                            "timeout"));

    private static final int SOURCE_ID_LIMIT = 512;
    private static final int PASSWORD_LIMIT = 1024;

    private final Duration longestTimeout;
    private final String defaultOcrLanguages;

    /** @param longestTimeout the server's own; callers may only lower it */
    public OptionsParser(Duration longestTimeout, String defaultOcrLanguages) {
        this.longestTimeout = longestTimeout;
        this.defaultOcrLanguages = defaultOcrLanguages;
    }

    /** The server's own limit: the default, and the most a caller gets. */
    public Duration longestTimeout() {
        return longestTimeout;
    }

    /**
     * @param installedOcrLanguages what a worker can recognise; empty when none has said yet, then it is not checked here
     * @throws FailureException {@link FailureKind#INVALID_REQUEST}
     */
    public ExtractionOptions parse(
            Map<String, ? extends Iterable<String>> untrustedFields,
            Set<String> installedOcrLanguages) {
        OptionFields fields = OptionFields.of(untrustedFields, NAMES);
        return new ExtractionOptions(
                pages(fields),
                password(fields),
                fields.constant("ocr", ReadRequest.Ocr.class, ReadRequest.Ocr.AUTO),
                ocrLanguages(fields, installedOcrLanguages),
                chunking(fields),
                fields.constant("offset_unit", OffsetUnit.class, OffsetUnit.CODEPOINT),
                include(fields),
                sourceId(fields),
                fields.constant("verify", Verify.class, Verify.AUTO),
                fields.flag("page_breaks"),
                timeout(fields));
    }

    private static ChunkingOptions chunking(OptionFields fields) {
        ChunkingOptions usual = ChunkingOptions.DEFAULT;
        int max =
                fields.integer(
                        "max_tokens",
                        ChunkingOptions.SMALLEST,
                        ChunkingOptions.LARGEST,
                        usual.maxTokens());
        // Somebody who only lowers the limit wants smaller chunks, not an error.
        int target =
                fields.integer(
                        "target_tokens", 1, max, Math.min(usual.targetTokens(), max * 5 / 8));
        return new ChunkingOptions(
                target,
                max,
                fields.integer("overlap_tokens", 0, target / 2, usual.overlapTokens()),
                fields.constant("tokenizer", Tokenizer.class, usual.tokenizer()));
    }

    private static PageSelection pages(OptionFields fields) {
        String text = fields.text("pages", null);
        if (text == null) {
            return PageSelection.ALL;
        }
        try {
            return PageSelection.parse(text);
        } catch (IllegalArgumentException e) {
            throw fields.refuse(
                    "pages", text, "page numbers from 1 and ranges of them, such as 1-5,8,12-");
        }
    }

    private static String password(OptionFields fields) {
        String password = fields.text("password", null);
        if (password != null && password.length() > PASSWORD_LIMIT) {
            throw OptionFields.refuseUnseen(
                    "password", "at most %d characters".formatted(PASSWORD_LIMIT));
        }
        return password;
    }

    private String ocrLanguages(OptionFields fields, Set<String> installed) {
        String text = fields.text("ocr_languages", defaultOcrLanguages);
        String allowed =
                "names of installed languages joined by +, such as eng+deu; installed: "
                        + (installed.isEmpty()
                                ? "unknown until a worker is ready"
                                : String.join(", ", new TreeSet<>(installed)));
        String[] languages = text.split("\\+", -1);
        boolean wellFormed =
                languages.length <= 8
                        && Arrays.stream(languages)
                                .allMatch(l -> l.matches("[A-Za-z][A-Za-z0-9_]{1,31}"));
        if (!wellFormed
                || (!installed.isEmpty() && !installed.containsAll(Arrays.asList(languages)))) {
            throw fields.refuse("ocr_languages", text, allowed);
        }
        return text;
    }

    private static Set<Include> include(OptionFields fields) {
        String text = fields.text("include", null);
        if (text == null) {
            return Include.USUAL;
        }
        Set<Include> named = EnumSet.noneOf(Include.class);
        for (String name : text.split(",", -1)) {
            named.add(fields.constantOf("include", name.strip(), Include.class));
        }
        return Include.payload(named);
    }

    private static String sourceId(OptionFields fields) {
        String id = fields.text("source_id", null);
        if (id == null) {
            return null;
        }
        if (id.length() > SOURCE_ID_LIMIT || id.chars().anyMatch(Character::isISOControl)) {
            throw fields.refuse(
                    "source_id",
                    id,
                    "1 to %d characters without control characters".formatted(SOURCE_ID_LIMIT));
        }
        return id;
    }

    private Duration timeout(OptionFields fields) {
        String text = fields.text("timeout", null);
        if (text == null) {
            return longestTimeout;
        }
        Duration asked = Durations.parse(text);
        if (asked == null || asked.isNegative() || asked.isZero()) {
            throw fields.refuse(
                    "timeout",
                    text,
                    "seconds such as 20 or an ISO 8601 duration such as PT20S, above zero; more than"
                            + " the server's %s has no effect".formatted(longestTimeout));
        }
        return asked.compareTo(longestTimeout) < 0 ? asked : longestTimeout;
    }
}
