package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    @TempDir Path folder;

    @Test
    void withoutKeysNobodyNeedsOne() {
        assertThat(ApiKeys.of(List.of()).required()).isFalse();
    }

    @Test
    void everyKeyOpens() {
        ApiKeys keys = ApiKeys.of(List.of("one", " two "));

        assertThat(keys.admits("one")).isTrue();
        assertThat(keys.admits("two")).isTrue();
        assertThat(keys.admits("three")).isFalse();
        assertThat(keys.admits("")).isFalse();
    }

    @Test
    void aFileHoldsOneKeyALine() throws IOException {
        Path file =
                Files.writeString(folder.resolve("keys"), "# for the crawler\nfirst\n\nsecond\n");
        ApiKeys keys = ApiKeys.read(config(null, file));

        assertThat(keys.admits("first")).isTrue();
        assertThat(keys.admits("second")).isTrue();
        assertThat(keys.admits("# for the crawler")).isFalse();
    }

    @Test
    void aServiceMeantToBeClosedDoesNotStartOpen() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "\n");

        assertThatThrownBy(() -> ApiKeys.read(config(null, file)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ApiKeys.read(config(List.of(" "), null)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static AuthConfig config(List<String> keys, Path file) {
        return new AuthConfig() {
            @Override
            public Optional<List<String>> apiKeys() {
                return Optional.ofNullable(keys);
            }

            @Override
            public Optional<Path> apiKeysFile() {
                return Optional.ofNullable(file);
            }

            @Override
            public String toString() {
                return "keys";
            }
        };
    }
}
