package io.pagebridge.chunking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Names the chunks of one document: UUID version 5 over the document's key, the pipeline and the options that change
 * text, the heading above the text, the text, and a number that tells equal chunks under equal headings apart. Neither
 * page numbers nor places take part, nor do levels and the document's title, which a new first page may change:
 * inserting a page leaves the ids of the chunks it does not touch. Used once for each document, by one thread.
 */
final class ChunkIds {
    /** Version 5, DNS namespace, of {@code chunks.pagebridge.io}. */
    private static final UUID NAMESPACE = UUID.fromString("5882ae8b-f8a0-567f-a32c-31a61a46c304");

    private final MessageDigest sha1 = sha1();
    private final String scope;
    private final Map<String, Integer> occurrences = new HashMap<>();

    ChunkIds(ChunkKey key, ChunkingOptions options) {
        this.scope = key.document() + "\0" + key.pipeline() + "\0" + options.fingerprint();
    }

    /**
     * @param heading the nearest one above; empty where the text begins with one
     */
    String next(String heading, String text) {
        String content = heading + "\0" + uuid("", text);
        int occurrence = occurrences.merge(content, 1, Integer::sum);
        return uuid(scope, content + "\0" + occurrence).toString();
    }

    private UUID uuid(String scope, String name) {
        sha1.reset();
        ByteBuffer namespace = ByteBuffer.allocate(16);
        namespace.putLong(NAMESPACE.getMostSignificantBits());
        namespace.putLong(NAMESPACE.getLeastSignificantBits());
        sha1.update(namespace.array());
        sha1.update(scope.getBytes(StandardCharsets.UTF_8));
        sha1.update((byte) 0);
        sha1.update(name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
        long high = digest.getLong() & ~0xF000L | 0x5000L;
        long low = digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
