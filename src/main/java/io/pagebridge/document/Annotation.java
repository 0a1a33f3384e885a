package io.pagebridge.document;

/** A comment or mark laid over a page, with its text; {@code type} is the PDF subtype in lower case. */
public record Annotation(int page, String type, String text, Box box) {
    public Annotation within(Box seen) {
        return new Annotation(page, type, text, seen);
    }
}
