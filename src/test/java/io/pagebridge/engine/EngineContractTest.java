package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.document.Content;
import io.pagebridge.document.Document;
import io.pagebridge.document.Element;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.OutlineEntry;
import io.pagebridge.document.Page;
import io.pagebridge.document.Tag;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.worker.Clocks;
import io.pagebridge.worker.ExitReason;
import io.pagebridge.worker.PoolSettings;
import io.pagebridge.worker.RecycleTrigger;
import io.pagebridge.worker.SoftLimit;
import io.pagebridge.worker.WorkerCommand;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every engine must do, shown with real processes and real PDFs. Each engine has a subclass. */
abstract class EngineContractTest {
    abstract PdfEngine engine();

    abstract WorkerCommand command();

    private ReadPages read(String file) {
        return ReadPages.of(engine(), ReadPages.request(file));
    }

    @Test
    void everyPageArrivesOnceAndInOrder() {
        ReadPages report = read("report.pdf");
        assertThat(report.properties().pageCount()).isEqualTo(12);
        assertThat(report.numbers()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(report.truncated()).isFalse();
        assertThat(report.engine().name()).isEqualTo(engine().name());
        assertThat(report.engine().version()).isNotBlank();
    }

    @Test
    void onlyChosenPagesAreRead() {
        List<ReadRequest.PageRange> ranges =
                List.of(new ReadRequest.PageRange(2, 3), new ReadRequest.PageRange(11, null));
        ReadPages report = ReadPages.of(engine(), ReadPages.request("report.pdf", ranges, null));
        assertThat(report.numbers()).containsExactly(2, 3, 11, 12);
        assertThat(report.properties().pageCount()).isEqualTo(12);
    }

    @Test
    void theTextOfThePageIsThere() {
        for (String file :
                List.of(
                        "report.pdf",
                        "tables.pdf",
                        "two-columns.pdf",
                        "rotated.pdf",
                        "cropped.pdf")) {
            assertThat(read(file).recallOfTruth(file)).as(file).isGreaterThan(0.99);
        }
    }

    @Test
    void theLettersOfRightToLeftWordsComeInTheOrderInWhichTheyAreRead() {
        assertThat(read("right-to-left.pdf").rightToLeftWords("right-to-left.pdf")).isEqualTo(1);
    }

    @Test
    void numbersBracketsAndLatinNamesKeepTheirPlaceInRightToLeftLines() {
        ReadPages read = read("mixed-directions.pdf");
        Content content =
                new LayoutAnalyzer().analyze(new Document(read.properties(), read.pages()));
        String text =
                content.elements().stream()
                        .map(element -> element.passage().text())
                        .collect(Collectors.joining(" "));
        for (String line : ReadPages.texts("mixed-directions.pdf", "blocks")) {
            assertThat(text).contains(line);
        }
    }

    @Test
    void everyGlyphStandsOnItsPageWithItsFont() {
        for (String file :
                List.of("report.pdf", "rotated.pdf", "cropped.pdf", "financial-statement.pdf")) {
            for (Page page : read(file).pages()) {
                Glyphs glyphs = page.glyphs();
                for (int i = 0; i < glyphs.count(); i++) {
                    if (!glyphs.is(i, Glyphs.CLIPPED | Glyphs.GENERATED)) {
                        assertThat(glyphs.box(i).centerX())
                                .as(file)
                                .isBetween(-1.0, page.width() + 1);
                        assertThat(glyphs.box(i).centerY())
                                .as(file)
                                .isBetween(-1.0, page.height() + 1);
                        assertThat(glyphs.size()[i]).as(file).isBetween(2f, 60f);
                        assertThat(page.fonts().get(glyphs.fontIndex(i)).name()).isNotNull();
                    }
                }
            }
        }
    }

    @Test
    void aPageThatIsShownTurnedHasItsTextTurnedClockwiseByTheSameAngle() {
        for (Page page : read("rotated.pdf").pages()) {
            Glyphs glyphs = page.glyphs();
            int turned = 0;
            int drawn = 0;
            for (int i = 0; i < glyphs.count(); i++) {
                if (!glyphs.is(i, Glyphs.GENERATED)) {
                    drawn++;
                    double off = Math.toRadians(page.rotation()) - glyphs.angle()[i];
                    turned += Math.abs(Math.IEEEremainder(off, 2 * Math.PI)) < 0.01 ? 1 : 0;
                }
            }
            assertThat((double) turned / drawn).as("page %d", page.number()).isGreaterThan(0.9);
        }
    }

    @Test
    void rulesOfATableArriveAsPaths() {
        assertThat(read("tables.pdf").pages().getFirst().rules()).hasSizeGreaterThan(10);
    }

    @Test
    void textIsHiddenByWhatIsPaintedOverItAndByNothingElse() {
        ReadPages read = read("painted-over.pdf");
        Content content =
                new LayoutAnalyzer().analyze(new Document(read.properties(), read.pages()));
        StringBuilder hidden = new StringBuilder();
        StringBuilder seen = new StringBuilder();
        for (Element element : content.elements()) {
            (element.inText() ? seen : hidden).append(element.passage().text()).append('\n');
        }
        for (String text : ReadPages.texts("painted-over.pdf", "hidden")) {
            assertThat(hidden).contains(text);
            assertThat(seen).doesNotContain(text);
        }
        for (String text : ReadPages.texts("painted-over.pdf", "blocks")) {
            assertThat(seen).contains(text);
            assertThat(hidden).doesNotContain(text);
        }
        assertThat(content.warnings()).anyMatch(warning -> warning.code().equals("hidden-text"));
    }

    @Test
    void theOrderOfPaintingIsSentOnlyWhereSomethingLiesOverText() {
        assertThat(read("painted-over.pdf").pages().getFirst().glyphs().paintOrder()).isNotEmpty();
        for (Page page : read("tables.pdf").pages()) {
            assertThat(page.glyphs().paintOrder()).isEmpty();
        }
    }

    @Test
    void everyBlockOfATaggedPageStandsUnderItsOwnTag() {
        Page page = read("tagged.pdf").pages().getFirst();
        Map<Integer, String> types = new HashMap<>();
        for (Tag tag : page.tags()) {
            tag.markedContentIds().forEach(id -> types.put(id, tag.type()));
        }
        Map<String, StringBuilder> texts = new HashMap<>();
        Glyphs glyphs = page.glyphs();
        for (int i = 0; i < glyphs.count(); i++) {
            if (!Character.isWhitespace(glyphs.codePoints()[i])) {
                texts.computeIfAbsent(
                                types.getOrDefault(glyphs.markedContentId()[i], ""),
                                type -> new StringBuilder())
                        .appendCodePoint(glyphs.codePoints()[i]);
            }
        }
        int compared = 0;
        for (JsonNode block : ReadPages.truth("tagged.pdf").path("blocks")) {
            String type = block.path("type").asText();
            if (type.matches("P|H[1-6]")) {
                assertThat(texts.get(type))
                        .contains(block.path("text").asText().replaceAll("\\s", ""));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4);
    }

    @Test
    void linksFieldsAndOutlineArrive() {
        assertThat(read("links.pdf").pages()).anyMatch(page -> !page.links().isEmpty());
        assertThat(read("form.pdf").pages().getFirst().fields()).hasSize(4);
        assertThat(read("report.pdf").properties().outline()).isNotEmpty();
    }

    @Test
    void whatIsBesideTheContentArrivesWhole() {
        ReadPages read = read("interactive.pdf");
        JsonNode truth = ReadPages.truth("interactive.pdf");
        Page first = read.pages().getFirst();
        assertThat(first.fields())
                .extracting(field -> List.of(field.type(), field.name(), field.value()))
                .containsExactlyInAnyOrderElementsOf(
                        listed(truth.path("fields"), "type", "name", "value"));
        assertThat(first.links())
                .extracting(link -> link.uri() == null ? "" + link.targetPage() : link.uri())
                .containsExactly("https://example.org/a?b=1&c=2", "2", "3");
        assertThat(first.annotations())
                .extracting(mark -> mark.type() + " " + mark.text())
                .containsExactly("freetext Checked by the board");
        assertThat(read.properties().outline())
                .extracting(OutlineEntry::title, OutlineEntry::level, OutlineEntry::page)
                .containsExactly(
                        tuple("Opening", 1, 1), tuple("By name", 2, 2), tuple("Closing", 1, 3));
        assertThat(read.properties().outline())
                .extracting(OutlineEntry::y)
                .containsExactly(20.0, 50.0, null);
        assertThat(read.properties().attachments())
                .extracting(file -> List.of(file.name(), "" + file.bytes()))
                .containsExactlyInAnyOrderElementsOf(
                        listed(truth.path("attachments"), "name", "bytes"));
    }

    private static List<List<String>> listed(JsonNode entries, String... members) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode entry : entries) {
            rows.add(Stream.of(members).map(member -> entry.path(member).asText()).toList());
        }
        return rows;
    }

    @Test
    void aPasswordOpensWhatNoneOpensNot() {
        assertFailure("encrypted-user.pdf", null, FailureKind.PDF_ENCRYPTED);
        assertFailure("encrypted-user.pdf", "wrong", FailureKind.PDF_ENCRYPTED);
        ReadPages opened =
                ReadPages.of(
                        engine(),
                        ReadPages.request("encrypted-user.pdf", List.of(), "open sesame"));
        assertThat(opened.properties().encrypted()).isTrue();
        assertThat(opened.recallOfTruth("encrypted-user.pdf")).isGreaterThan(0.99);
        ReadPages unicode =
                ReadPages.of(
                        engine(), ReadPages.request("encrypted-aes256.pdf", List.of(), "pässword"));
        assertThat(unicode.recallOfTruth("encrypted-aes256.pdf")).isGreaterThan(0.99);
    }

    @Test
    void aDamagedFileIsCorruptAndTheNextOneIsRead() {
        assertFailure("truncated.pdf", null, FailureKind.PDF_CORRUPT);
        assertThat(read("blank.pdf").numbers()).containsExactly(1);
    }

    @Test
    void aDocumentPastItsSoftTotalHandsOverThePagesReadAndItsWorkerIsReplaced() {
        SoftLimit soft = new SoftLimit(Duration.ofMillis(40), Duration.ZERO, Duration.ofMillis(40));
        PoolSettings settings =
                PoolSettings.builder(1).clocks(Clocks.builder().soft(soft).build()).build();
        try (WorkerPool pool =
                WorkerPool.builder().name("soft").command(command()).settings(settings).start()) {
            PdfEngine hurried = new PooledEngine("hurried", pool);
            ReadPages cut = ReadPages.of(hurried, ReadPages.request("long-report.pdf"));
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.numbers()).hasSizeLessThan(cut.properties().pageCount());
            assertThat(cut.numbers())
                    .isEqualTo(IntStream.rangeClosed(1, cut.pages().size()).boxed().toList());
            await().until(() -> pool.state().exits().containsKey(ExitReason.RECYCLED));
            assertThat(pool.state().recycles()).containsKey(RecycleTrigger.SOFT_TIMEOUT);
        }
    }

    @Test
    void aClosedReadingFreesItsWorker() {
        Reading reading = engine().read(ReadPages.request("long-report.pdf"));
        reading.next();
        reading.close();
        reading.close();
        assertThat(read("blank.pdf").numbers()).containsExactly(1);
    }

    private void assertFailure(String file, String password, FailureKind kind) {
        assertThatThrownBy(
                        () -> ReadPages.of(engine(), ReadPages.request(file, List.of(), password)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
