package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Properties;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.hook.ChunkHook;
import io.pagebridge.hook.HookWorkers;
import io.pagebridge.layout.LayoutAnalyzer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told before chunks are cut is what the result holds, and nothing that a limit or a hook may still change. */
class EarlyTextTest {
    private static final ExtractionLimits LIMITS = new ExtractionLimits(100, 100_000, 100_000);

    private static final class Heard implements ExtractionListener {
        private final List<String> order = new ArrayList<>();
        private CanonicalText text;
        private List<Extraction.PageSummary> pages;

        @Override
        public void opened(Properties properties) {
            order.add("opened");
        }

        @Override
        public void page(int done, int of) {
            order.add("page " + done);
        }

        @Override
        public void text(CanonicalText told, List<Extraction.PageSummary> toldPages) {
            order.add("text");
            text = told;
            pages = toldPages;
        }
    }

    private final Heard heard = new Heard();

    private Extraction extract(ExtractionLimits limits, HookStep hook) {
        LayoutAnalyzer layout = new LayoutAnalyzer();
        PageReader reader = new PageReader(PlayedEngine.of("first", "one", "two"), limits, layout);
        ExtractionService service =
                new ExtractionService(
                        new TwoEngines(reader, reader, new SecondOpinion(layout)),
                        layout,
                        hook,
                        limits,
                        GlyphBudget.ofHeap(1L << 30),
                        new ExtractionJournal(new SimpleMeterRegistry()));
        ExtractionRequest request =
                new ExtractionRequest(
                        new Intake(Path.of("unused.pdf"), 1, "0".repeat(64), null),
                        new OptionsParser(Duration.ofSeconds(30), "eng").parse(Map.of(), Set.of()),
                        "test",
                        null);
        return service.extract(request, heard, new Cancellation());
    }

    @Test
    void textAndPagesAreToldOnceAndAsTheResultHasThem() {
        Extraction extraction = extract(LIMITS, HookStep.NONE);
        assertThat(heard.order).containsExactly("opened", "page 1", "page 2", "text");
        assertThat(heard.text.text()).isEqualTo("one\n\ntwo").isEqualTo(extraction.text().text());
        assertThat(heard.pages).hasSize(2).isEqualTo(extraction.pages());
    }

    @Test
    void aTextOverTheLimitIsAFailureAndNeverTold() {
        ExtractionLimits limits = new ExtractionLimits(100, 100_000, 5);
        assertThatThrownBy(() -> extract(limits, HookStep.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure ->
                                assertThat(failure.kind()).isEqualTo(FailureKind.OUTPUT_TOO_LARGE));
        assertThat(heard.order).doesNotContain("text");
    }

    @Test
    void aTextThatAHookMayCoverIsNotToldBeforeIt() {
        List<String> ran = new ArrayList<>();
        HookWorkers workers =
                (body, requestId, patience) -> {
                    ran.add(requestId);
                    return new HookWorkers.Answer(NullNode.getInstance(), new byte[0]);
                };
        ChunkHook hook = new ChunkHook(workers, Duration.ofSeconds(5), false);
        Extraction extraction = extract(LIMITS, new HookStep(Optional.of(hook)));
        assertThat(ran).containsExactly("test");
        assertThat(extraction.text().text()).isEqualTo("one\n\ntwo");
        assertThat(extraction.pages()).hasSize(2);
        assertThat(heard.order).doesNotContain("text");
    }
}
