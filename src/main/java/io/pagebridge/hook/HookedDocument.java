package io.pagebridge.hook;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Properties;

/**
 * One document as the hook finds it.
 *
 * @param id of the document in the answer
 * @param sourceId the caller's key, or null; {@code filename} likewise
 */
public record HookedDocument(
        String id,
        String sha256,
        String sourceId,
        String filename,
        long bytes,
        Properties properties,
        Content content,
        CanonicalText text) {}
