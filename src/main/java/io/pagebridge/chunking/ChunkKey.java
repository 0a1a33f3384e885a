package io.pagebridge.chunking;

/**
 * What chunk ids are made from besides the chunk itself.
 *
 * @param document the caller's {@code source_id}, else the file's SHA-256
 * @param pipeline version of everything that decides about text, for example {@code 2026.1}
 */
public record ChunkKey(String document, String pipeline) {}
