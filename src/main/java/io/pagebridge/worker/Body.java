package io.pagebridge.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes behind a call's header. Opened by the worker's writing thread; a stream can be sent once only. */
sealed interface Body {
    long length() throws IOException;

    InputStream open() throws IOException;

    /** Whether it can be sent again to another worker. */
    default boolean repeatable() {
        return true;
    }

    record Bytes(byte[] bytes) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    record File(Path path) implements Body {
        @Override
        public long length() throws IOException {
            return Files.size(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    record Stream(InputStream stream, long length) implements Body {
        @Override
        public InputStream open() {
            return stream;
        }

        @Override
        public boolean repeatable() {
            return false;
        }
    }
}
