package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir Path folder;

    private Intake intake(String content, String name) throws IOException {
        return Intake.of(Files.writeString(folder.resolve("body"), content), name);
    }

    @Test
    void knowsSizeAndHash() throws IOException {
        Intake intake = intake("%PDF-1.7", "a.pdf");

        assertThat(intake.bytes()).isEqualTo(8);
        assertThat(intake.sha256())
                .isEqualTo("86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b");
    }

    @Test
    void junkInFrontIsAccepted() throws IOException {
        assertThat(intake("x".repeat(1020) + "%PDF-1.4", "a.pdf").bytes()).isEqualTo(1028);
    }

    @Test
    void aHeaderWithoutItsDashIsAccepted() throws IOException {
        assertThat(intake("%PDF1.4\n", "a.pdf").bytes()).isEqualTo(8);
    }

    @Test
    void aMarkBeyondTheFirstKilobyteIsTooLate() {
        assertThatThrownBy(() -> intake("x".repeat(1021) + "%PDF-1.4", "a.pdf"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        f -> assertThat(f.kind()).isEqualTo(FailureKind.NOT_A_PDF));
    }

    @Test
    void anEmptyBodyIsNoPdf() {
        assertThatThrownBy(() -> intake("", null)).hasMessageContaining("empty");
    }

    @Test
    void onlyTheNameOfAPathIsKept() throws IOException {
        assertThat(intake("%PDF-", "C:\\a\\b.pdf").filename()).isEqualTo("b.pdf");
        assertThat(intake("%PDF-", "../../etc/\u0000x.pdf").filename()).isEqualTo("x.pdf");
        assertThat(intake("%PDF-", "/").filename()).isNull();
    }

    @Test
    void pathAndNameAreNotPrinted() throws IOException {
        assertThat(intake("%PDF-", "secret.pdf").toString())
                .doesNotContain("secret", folder.toString());
    }
}
