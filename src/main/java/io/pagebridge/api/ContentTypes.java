package io.pagebridge.api;

import java.util.regex.Pattern;

/** Refuses content types that the framework would fall over. */
final class ContentTypes {
    private static final int LIMIT = 512;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern TYPE =
            Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + "\\s*(?:;.*)?");
    private static final Pattern FORM = Pattern.compile("(?i)\\s*multipart/form-data\\b.*");
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i).*;\\s*boundary=(?:\"[^\"]+\"|[^\";\\s]+).*");

    private ContentTypes() {}

    /** What is wrong with it, or null; none at all is fine. */
    static String fault(String untrustedType) {
        if (untrustedType == null) {
            return null;
        }
        if (untrustedType.length() > LIMIT || !TYPE.matcher(untrustedType).matches()) {
            return "The header Content-Type is no media type; allowed: multipart/form-data,"
                    + " application/pdf or none.";
        }
        if (FORM.matcher(untrustedType).matches() && !BOUNDARY.matcher(untrustedType).matches()) {
            return "The header Content-Type names multipart/form-data without its boundary.";
        }
        return null;
    }
}
