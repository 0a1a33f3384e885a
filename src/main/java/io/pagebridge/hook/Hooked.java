package io.pagebridge.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import java.util.List;
import java.util.Map;

/**
 * A document after its hook.
 *
 * @param added the hook's own members, by chunk id
 * @param cover for everything else that the answer tells of the document
 */
public record Hooked(
        Content content,
        CanonicalText text,
        List<Chunk> chunks,
        Map<String, ObjectNode> added,
        Cover cover) {
    /** As if there were no hook. */
    public static Hooked untouched(Content content, CanonicalText text, List<Chunk> chunks) {
        return new Hooked(content, text, chunks, Map.of(), Cover.NONE);
    }
}
