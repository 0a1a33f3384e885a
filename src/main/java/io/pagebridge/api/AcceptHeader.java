package io.pagebridge.api;

import java.util.Locale;

/** The part of RFC 9110's Accept that matters here: types, wildcards and weights. */
final class AcceptHeader {
    private static final int LIMIT = 4096;

    private AcceptHeader() {}

    /** How much the header wants the type, 0 (not at all) to 1; the most specific entry decides. */
    static double weight(String untrustedHeader, String mediaType) {
        String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        double weight = 0;
        int specific = -1;
        String header =
                untrustedHeader.length() <= LIMIT
                        ? untrustedHeader
                        : untrustedHeader.substring(0, LIMIT);
        for (String entry : header.split(",")) {
            String[] parts = entry.split(";");
            String range = parts[0].strip().toLowerCase(Locale.ROOT);
            int rank = range.equals(mediaType) ? 2 : range.equals(family) ? 1 : rank(range);
            if (rank > specific) {
                specific = rank;
                weight = quality(parts);
            }
        }
        return weight;
    }

    private static int rank(String range) {
        return range.equals("*/*") || range.equals("*") ? 0 : -1;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=") && parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Math.min(1, Double.parseDouble(parameter.substring(2)));
            }
        }
        return 1;
    }
}
