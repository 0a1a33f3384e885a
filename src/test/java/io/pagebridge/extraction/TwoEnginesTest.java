package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.document.Page;
import io.pagebridge.document.Warning;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.verification.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwoEnginesTest {
    private static final ExtractionLimits LIMITS = new ExtractionLimits(100, 100_000, 100_000);
    private static final String GARBLED = "\uE001\uE002\uE003\uE004 \uE005\uE006";

    private static TwoEngines.Combined read(
            PlayedEngine first, PlayedEngine second, String verify) {
        OptionsParser parser = new OptionsParser(Duration.ofSeconds(30), "eng");
        ExtractionRequest request =
                new ExtractionRequest(
                        new Intake(Path.of("unused.pdf"), 1, "0".repeat(64), null),
                        parser.parse(Map.of("verify", List.of(verify)), Set.of()),
                        "test",
                        null);
        return new TwoEngines(
                        new PageReader(first, LIMITS, new LayoutAnalyzer()),
                        new PageReader(second, LIMITS, new LayoutAnalyzer()),
                        new SecondOpinion(new LayoutAnalyzer()))
                .read(
                        request,
                        GlyphBudget.ofHeap(1L << 30).claim(),
                        ExtractionListener.NONE,
                        new Cancellation());
    }

    private static List<String> codes(TwoEngines.Combined read) {
        return read.warnings().stream().map(Warning::code).toList();
    }

    @Test
    void theSecondEngineIsNotAskedWithoutAReason() {
        PlayedEngine second = PlayedEngine.of("second", "one", "two");
        TwoEngines.Combined read = read(PlayedEngine.of("first", "one", "two"), second, "auto");
        assertThat(second.asked).isEmpty();
        assertThat(read.fallbackPages()).isEmpty();
        assertThat(read.verification().verdict()).isEqualTo(Verification.Verdict.NOT_CHECKED);
    }

    @Test
    void aPageThatFailedIsReadByTheSecondEngineAndMarked() {
        PlayedEngine second = PlayedEngine.of("second", "one", "two", "three");
        TwoEngines.Combined read =
                read(PlayedEngine.of("first", "one", null, "three"), second, "auto");
        assertThat(second.asked).containsExactly(2);
        assertThat(read.pages().stream().map(Page::number)).containsExactly(1, 2, 3);
        assertThat(read.pages().get(1).engine()).isEqualTo("second");
        assertThat(read.fallbackPages()).containsExactly(2);
        assertThat(codes(read)).containsExactly("page-fallback");
        assertThat(read.truncated()).isFalse();
    }

    @Test
    void aPageThatNeitherCanReadIsMissingAndSaidSo() {
        TwoEngines.Combined read =
                read(
                        PlayedEngine.of("first", "one", null),
                        PlayedEngine.of("second", "one", null),
                        "auto");
        assertThat(read.pages().stream().map(Page::number)).containsExactly(1);
        assertThat(codes(read)).containsExactly("page-failed");
        assertThat(read.truncated()).isTrue();
    }

    @Test
    void aGarbledPageIsReplacedByAGoodReadingAndTheDisagreementIsReported() {
        TwoEngines.Combined read =
                read(
                        PlayedEngine.of("first", "one", GARBLED),
                        PlayedEngine.of("second", "one", "two words"),
                        "auto");
        assertThat(read.fallbackPages()).containsExactly(2);
        assertThat(read.verification().pagesChecked()).isEqualTo(1);
        assertThat(read.verification().verdict()).isEqualTo(Verification.Verdict.DISPUTED);
        assertThat(codes(read)).containsExactlyInAnyOrder("page-disputed", "page-fallback");
    }

    @Test
    void aGarbledPageThatStaysGarbledIsKeptWithAWarning() {
        TwoEngines.Combined read =
                read(
                        PlayedEngine.of("first", GARBLED),
                        PlayedEngine.of("second", GARBLED),
                        "never");
        assertThat(read.fallbackPages()).isEmpty();
        assertThat(codes(read)).containsExactly("garbled-text");
        assertThat(read.verification().pagesChecked()).isZero();
    }

    @Test
    void alwaysComparesEveryPage() {
        PlayedEngine second = PlayedEngine.of("second", "one", "something else entirely");
        TwoEngines.Combined read = read(PlayedEngine.of("first", "one", "two"), second, "always");
        assertThat(second.asked).containsExactly(1, 2);
        assertThat(read.verification().pagesChecked()).isEqualTo(2);
        assertThat(read.verification().agreement()).isBetween(0.0, 0.5);
        assertThat(read.fallbackPages()).isEmpty();
        assertThat(read.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("3 and 21 letters"));
    }

    @Test
    void aDocumentThatCostItsWorkerIsReadByTheSecondEngine() {
        for (FailureKind kind :
                List.of(
                        FailureKind.WORKER_CRASHED,
                        FailureKind.OUT_OF_MEMORY,
                        FailureKind.PDF_CORRUPT)) {
            TwoEngines.Combined read =
                    read(
                            PlayedEngine.failing("first", kind),
                            PlayedEngine.of("second", "one", "two"),
                            "auto");
            assertThat(read.engine().name()).isEqualTo("second");
            assertThat(read.fallbackPages()).containsExactly(1, 2);
            assertThat(codes(read)).containsExactly("document-fallback");
        }
    }

    @Test
    void theFirstEnginesFailureStandsWhenTheSecondFailsOrFindsNoText() {
        PlayedEngine crashing = PlayedEngine.failing("first", FailureKind.WORKER_CRASHED);
        assertFailure(
                crashing,
                PlayedEngine.failing("second", FailureKind.OUT_OF_MEMORY),
                FailureKind.WORKER_CRASHED);
        assertFailure(crashing, PlayedEngine.of("second", " "), FailureKind.WORKER_CRASHED);
    }

    @Test
    void aFailureOfTheCallerOrOfTheQueueIsNotTriedElsewhere() {
        for (FailureKind kind :
                List.of(
                        FailureKind.PDF_ENCRYPTED,
                        FailureKind.QUEUE_FULL,
                        FailureKind.TOO_MANY_PAGES)) {
            PlayedEngine second = PlayedEngine.of("second", "one");
            assertFailure(PlayedEngine.failing("first", kind), second, kind);
            assertThat(second.asked).isEmpty();
        }
    }

    private static void assertFailure(PlayedEngine first, PlayedEngine second, FailureKind kind) {
        assertThatThrownBy(() -> read(first, second, "auto"))
                .isInstanceOfSatisfying(
                        FailureException.class, f -> assertThat(f.kind()).isEqualTo(kind));
    }
}
