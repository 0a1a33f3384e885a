package io.pagebridge.api;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may call. Without any key everybody may. */
@ConfigMapping(prefix = "pagebridge.auth")
interface AuthConfig {
    /** Keys, separated by commas; each one opens every path. */
    Optional<List<String>> apiKeys();

    /** A file with one key a line, for secrets that are mounted; read at start. Lines that start with # are skipped. */
    Optional<Path> apiKeysFile();

    /** Leaves the keys out. */
    @Override
    String toString();
}
