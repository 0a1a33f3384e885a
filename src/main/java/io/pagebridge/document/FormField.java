package io.pagebridge.document;

/** A form field with the value it holds; {@code type} is text, checkbox, radio, combo, list, signature or button. */
public record FormField(int page, String name, String type, String value, Box box) {
    public FormField within(Box seen) {
        return new FormField(page, name, type, value, seen);
    }
}
