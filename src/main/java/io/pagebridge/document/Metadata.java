package io.pagebridge.document;

/** What the PDF says about itself. Every string may be null; dates are ISO 8601. */
public record Metadata(
        String title,
        String author,
        String subject,
        String keywords,
        String creator,
        String producer,
        String created,
        String modified) {
    public static final Metadata NONE =
            new Metadata(null, null, null, null, null, null, null, null);
}
