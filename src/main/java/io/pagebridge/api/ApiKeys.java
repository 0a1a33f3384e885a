package io.pagebridge.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that open the service, kept as hashes. Every comparison takes the same time, whatever is presented and
 * whichever key it is like.
 */
final class ApiKeys {
    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = List.copyOf(hashes);
    }

    static ApiKeys of(List<String> keys) {
        return new ApiKeys(
                keys.stream()
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .map(ApiKeys::hash)
                        .toList());
    }

    /**
     * @throws IllegalStateException when the file cannot be read or a configured source holds no key: a service that was
     *     meant to be closed must not start open
     */
    static ApiKeys read(AuthConfig config) {
        List<String> keys = new ArrayList<>(config.apiKeys().orElse(List.of()));
        config.apiKeysFile().ifPresent(file -> keys.addAll(lines(file)));
        ApiKeys read = of(keys);
        if (!read.required()
                && (config.apiKeys().isPresent() || config.apiKeysFile().isPresent())) {
            throw new IllegalStateException(
                    "pagebridge.auth.api-keys or api-keys-file is set but holds no key");
        }
        return read;
    }

    /** Whether callers need a key at all. */
    boolean required() {
        return !hashes.isEmpty();
    }

    boolean admits(String untrustedKey) {
        byte[] presented = hash(untrustedKey);
        boolean known = false;
        for (byte[] hash : hashes) {
            known |= MessageDigest.isEqual(hash, presented);
        }
        return known;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(l -> !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "pagebridge.auth.api-keys-file %s cannot be read (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
