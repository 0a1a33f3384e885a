package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolOwnershipTest {
    @TempDir Path spool;

    private Path left(String name) throws IOException {
        return Files.writeString(spool.resolve(name), "%PDF-");
    }

    @Test
    void bodiesOfAnEndedProcessAreRemovedAndNothingElse() throws IOException {
        Path raw = left("body-123.pdf");
        Path form = left("resteasy-reactive456upload");
        Path foreign = left("report.pdf");
        try (SpoolOwnership ownership = SpoolOwnership.take(spool)) {
            ownership.sweep();
        }

        assertThat(raw).doesNotExist();
        assertThat(form).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void bodiesOfALivingNeighbourStay() throws IOException {
        try (SpoolOwnership neighbour = SpoolOwnership.take(spool)) {
            neighbour.sweep();
            Path read = left("body-1.pdf");
            try (SpoolOwnership ownership = SpoolOwnership.take(spool)) {
                ownership.sweep();
            }
            assertThat(read).exists();
        }
    }
}
