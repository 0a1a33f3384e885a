package io.pagebridge.extraction;

import java.util.EnumSet;
import java.util.Set;

/** What the answer holds beside the document's own members. */
public enum Include {
    TEXT,
    CHUNKS,
    PAGES,
    ELEMENTS,
    MARKDOWN,
    OUTLINE,
    LINKS,
    FORM_FIELDS,
    ATTACHMENTS,
    /** Running headers and footers, listed as elements. */
    FURNITURE,
    /** Text that nobody sees on the page, listed as elements. */
    HIDDEN;

    /** The payload of an answer for which nothing else was asked. */
    static final Set<Include> USUAL = Set.copyOf(EnumSet.of(TEXT, CHUNKS, PAGES));

    /**
     * The payload for what a caller named: a list with one of the usual members is taken as it stands; a list of extras
     * alone comes on top of the usual members.
     */
    static Set<Include> payload(Set<Include> named) {
        Set<Include> payload = EnumSet.noneOf(Include.class);
        payload.addAll(named);
        if (named.stream().noneMatch(USUAL::contains)) {
            payload.addAll(USUAL);
        }
        return Set.copyOf(payload);
    }
}
