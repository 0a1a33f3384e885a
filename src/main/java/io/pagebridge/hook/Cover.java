package io.pagebridge.hook;

import io.pagebridge.document.Attachment;
import io.pagebridge.document.FormField;
import io.pagebridge.document.Link;
import io.pagebridge.document.Metadata;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Covers what the hook has covered in the text wherever else the answer repeats it: headings, titles, cells, links,
 * form fields. By value, so only for what has at least as many characters as asked: a covered "12" is not every "12".
 * The time is linear in what is looked through. Safe for any thread.
 */
public final class Cover {
    public static final Cover NONE = new Cover(Map.of(), 1);
    private static final int USUAL = 4;

    private final int least;
    private final Map<String, List<Map.Entry<String, String>>> byStart = new HashMap<>();

    private Cover(Map<String, String> covered, int least) {
        this.least = least;
        covered.entrySet().stream()
                .map(one -> Map.entry(plain(one.getKey()), one.getValue()))
                .filter(one -> one.getKey().length() >= least)
                .forEach(
                        one ->
                                byStart.computeIfAbsent(
                                                one.getKey().substring(0, least),
                                                start -> new ArrayList<>(1))
                                        .add(one));
        byStart.values()
                .forEach(all -> all.sort((a, b) -> b.getKey().length() - a.getKey().length()));
    }

    static Cover of(Map<String, String> covered) {
        return covered.isEmpty() ? NONE : new Cover(covered, USUAL);
    }

    /** For a place of which it is known that it holds covered text. */
    static Cover strict(Map<String, String> covered) {
        return covered.isEmpty() ? NONE : new Cover(covered, 1);
    }

    /** A line may be broken where the text had a blank. */
    private static String plain(String text) {
        return text.replace('\n', ' ');
    }

    /** Null stays null. */
    public String text(String text) {
        if (text == null || byStart.isEmpty() || text.length() < least) {
            return text;
        }
        String plain = plain(text);
        StringBuilder covered = null;
        int copied = 0;
        for (int at = 0; at + least <= plain.length(); ) {
            Map.Entry<String, String> found = found(plain, at);
            if (found == null) {
                at++;
                continue;
            }
            covered = covered == null ? new StringBuilder(text.length()) : covered;
            covered.append(text, copied, at).append(found.getValue());
            at += found.getKey().length();
            copied = at;
        }
        return covered == null ? text : covered.append(text, copied, text.length()).toString();
    }

    private Map.Entry<String, String> found(String plain, int at) {
        List<Map.Entry<String, String>> candidates =
                byStart.getOrDefault(plain.substring(at, at + least), List.of());
        for (Map.Entry<String, String> candidate : candidates) {
            if (plain.startsWith(candidate.getKey(), at)) {
                return candidate;
            }
        }
        return null;
    }

    public Properties properties(Properties of) {
        Metadata said = of.metadata();
        return new Properties(
                of.pageCount(),
                of.pdfVersion(),
                of.encrypted(),
                of.tagged(),
                of.language(),
                new Metadata(
                        text(said.title()),
                        text(said.author()),
                        text(said.subject()),
                        text(said.keywords()),
                        text(said.creator()),
                        text(said.producer()),
                        said.created(),
                        said.modified()),
                of.outline().stream()
                        .map(
                                entry ->
                                        new OutlineEntry(
                                                text(entry.title()),
                                                entry.level(),
                                                entry.page(),
                                                entry.y()))
                        .toList(),
                of.attachments().stream()
                        .map(one -> new Attachment(text(one.name()), one.bytes(), one.mediaType()))
                        .toList());
    }

    public Link link(Link link) {
        return new Link(link.page(), link.box(), text(link.uri()), link.targetPage());
    }

    public FormField field(FormField field) {
        return new FormField(
                field.page(), text(field.name()), field.type(), text(field.value()), field.box());
    }
}
