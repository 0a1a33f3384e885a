package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFaultsTest {
    @TempDir Path directory;

    @Test
    void aCallerWhoLeftBeforeItsBodyIsNoDefect() {
        ClosedChannelException gone = new ClosedChannelException();
        gone.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement(
                            "org.jboss.resteasy.reactive.server.vertx.VertxInputStream$VertxBlockingInput",
                            "<init>",
                            "VertxInputStream.java",
                            184)
                });

        Problem told = RequestFaults.of(new IOException(gone));

        assertThat(told.status()).isEqualTo(499);
    }

    @Test
    void aFileThatIsClosedUnderUsIsADefect() throws IOException {
        FileChannel file =
                FileChannel.open(
                        Files.createFile(directory.resolve("body")), StandardOpenOption.WRITE);
        file.close();
        try {
            Channels.newOutputStream(file).write(1);
        } catch (ClosedChannelException defect) {
            assertThat(RequestFaults.of(new IOException(defect))).isNull();
            return;
        }
        throw new AssertionError("a closed file took a byte");
    }
}
