package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.hook.ChunkHook;
import io.pagebridge.hook.HookWorkers;
import io.pagebridge.layout.LayoutAnalyzer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Documents under way share the heap, and give back what they had however they end. */
class GlyphBudgetTest {
    /** 3,276 glyphs. */
    private final GlyphBudget budget = GlyphBudget.ofHeap(2 << 20);

    @Test
    void whatIsCountedFitsTheHeap() {
        for (long megabytes : List.of(64L, 128L, 512L, 4096L)) {
            long heap = megabytes << 20;
            assertThat(GlyphBudget.ofHeap(heap).most() * 160L)
                    .isBetween(heap / 5, heap - heap / 100);
        }
    }

    @Test
    void whoComesWhenOthersHaveTheRestIsAskedToComeAgain() {
        GlyphBudget.Claim one = budget.claim();
        one.add(budget.most() - 10);
        GlyphBudget.Claim other = budget.claim();
        other.add(10);
        assertThatThrownBy(() -> other.add(1))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(FailureKind.QUEUE_FULL);
                            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));
                        });
        one.close();
        one.close();
        other.add(budget.most() - 10);
        assertThatThrownBy(() -> one.add(1)).isInstanceOf(FailureException.class);
    }

    @Test
    void aDocumentGivesBackWhatItHadWhetherItIsReadOrFails() {
        extract("one", "two");
        assertThatThrownBy(() -> extract("one", "x".repeat(budget.most())))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.QUEUE_FULL));
        budget.claim().add(budget.most());
    }

    @Test
    void whileADocumentIsUnderWayItsGlyphsAreTaken() {
        AtomicBoolean ran = new AtomicBoolean();
        ChunkHook hook =
                new ChunkHook(
                        (body, requestId, patience) -> {
                            GlyphBudget.Claim meanwhile = budget.claim();
                            meanwhile.add(budget.most() - 6);
                            assertThatThrownBy(() -> meanwhile.add(1))
                                    .isInstanceOf(FailureException.class);
                            meanwhile.close();
                            ran.set(true);
                            return new HookWorkers.Answer(NullNode.getInstance(), new byte[0]);
                        },
                        Duration.ofSeconds(5),
                        false);
        extract(new HookStep(Optional.of(hook)), "one", "two");
        assertThat(ran).isTrue();
    }

    private void extract(String... pages) {
        extract(HookStep.NONE, pages);
    }

    private void extract(HookStep hook, String... pages) {
        LayoutAnalyzer layout = new LayoutAnalyzer();
        ExtractionLimits limits = new ExtractionLimits(100, 100_000, 100_000);
        PageReader reader = new PageReader(PlayedEngine.of("first", pages), limits, layout);
        new ExtractionService(
                        new TwoEngines(reader, reader, new SecondOpinion(layout)),
                        layout,
                        hook,
                        limits,
                        budget,
                        new ExtractionJournal(new SimpleMeterRegistry()))
                .extract(
                        new ExtractionRequest(
                                new Intake(Path.of("unused.pdf"), 1, "0".repeat(64), null),
                                new OptionsParser(Duration.ofSeconds(30), "eng")
                                        .parse(Map.of(), Set.of()),
                                "test",
                                null),
                        ExtractionListener.NONE,
                        new Cancellation());
    }
}
