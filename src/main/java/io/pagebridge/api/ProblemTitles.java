package io.pagebridge.api;

import java.util.Map;

/** A short title and an explanation for each kind of problem: the body's {@code title}, and the page behind its type. */
final class ProblemTitles {
    /** @param remedy what a caller can do about it */
    record Explained(String title, String remedy) {}

    private static final Map<String, Explained> BY_KIND =
            Map.ofEntries(
                    entry(
                            "invalid-request",
                            "The request is not valid",
                            "Correct the option or the form part that the detail names."),
                    entry(
                            "unauthorized",
                            "An API key is needed",
                            "Send a valid key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'."),
                    entry(
                            "not-acceptable",
                            "No representation that the caller accepts",
                            "Accept application/json, application/x-ndjson, text/event-stream,"
                                    + " text/markdown or text/plain."),
                    entry(
                            "body-too-large",
                            "The request body is too large",
                            "Send a smaller file, or raise pagebridge.api.max-body-size."),
                    entry(
                            "output-too-large",
                            "The answer would be too large",
                            "Ask for fewer pages with the option 'pages'."),
                    entry(
                            "not-a-pdf",
                            "The file is not a PDF",
                            "Send a file that has %PDF in its first 1,024 bytes."),
                    entry(
                            "pdf-encrypted",
                            "The PDF needs a password",
                            "Send it as form part 'password' or header X-PDF-Password."),
                    entry(
                            "pdf-corrupt",
                            "The PDF cannot be opened",
                            "The file is damaged; no engine could open it."),
                    entry(
                            "too-many-pages",
                            "The PDF has too many pages",
                            "Ask for fewer pages with the option 'pages'."),
                    entry(
                            "document-quarantined",
                            "The document has cost workers before",
                            "It will not be tried again for an hour."),
                    entry(
                            "queue-full",
                            "Too many documents are waiting",
                            "Try again after the time in Retry-After."),
                    entry("cancelled", "The caller left", "Nothing was answered."),
                    entry(
                            "worker-crashed",
                            "The worker ended over this document",
                            "Try once more; a document that does it twice is quarantined."),
                    entry(
                            "out-of-memory",
                            "The document needs more memory than a worker may use",
                            "Ask for fewer pages, or raise the worker's memory limit."),
                    entry(
                            "not-ready",
                            "No worker is ready yet",
                            "Try again after the time in Retry-After."),
                    entry(
                            "draining",
                            "The service is shutting down",
                            "Send the request again; another replica will take it."),
                    entry(
                            "circuit-open",
                            "Workers keep failing",
                            "Try again after the time in Retry-After."),
                    entry(
                            "deadline-exceeded",
                            "The document was not done in time",
                            "Ask for fewer pages or without OCR, or allow more time."),
                    entry(
                            "internal",
                            "A defect of the service",
                            "Report it with the request id; the log has more."),
                    entry(
                            "not-found",
                            "Nothing is here",
                            "The paths of the service are listed under /q/openapi."),
                    entry(
                            "method-not-allowed",
                            "The method is not allowed here",
                            "The header Allow names those that are."),
                    entry(
                            "unsupported-media-type",
                            "The content type is not supported",
                            "Send multipart/form-data or application/pdf."),
                    entry("http-error", "The request failed", "The status says how."));

    private ProblemTitles() {}

    static String of(String kind) {
        Explained explained = BY_KIND.get(kind);
        return explained == null ? "The request failed" : explained.title();
    }

    /** Null for kinds that do not exist. */
    static Explained explained(String kind) {
        return BY_KIND.get(kind);
    }

    private static Map.Entry<String, Explained> entry(String kind, String title, String remedy) {
        return Map.entry(kind, new Explained(title, remedy));
    }
}
