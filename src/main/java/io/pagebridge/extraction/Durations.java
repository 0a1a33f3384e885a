package io.pagebridge.extraction;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

/** Durations as callers write them: {@code 20}, {@code 2.5} (seconds) or ISO 8601. */
final class Durations {
    private Durations() {}

    /** Null when it is neither. */
    static Duration parse(String untrustedText) {
        if (untrustedText.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Duration.ofNanos(
                    new BigDecimal(untrustedText).movePointRight(9).longValueExact());
        }
        try {
            return untrustedText.length() > 40
                    ? null
                    : Duration.parse(untrustedText.toUpperCase(Locale.ROOT));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
