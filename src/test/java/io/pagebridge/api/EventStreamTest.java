package io.pagebridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.extraction.ExtractionListener;
import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.ExtractionRequest;
import io.pagebridge.extraction.Intake;
import io.pagebridge.extraction.OptionsParser;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORDS = "Ü𝒳 river";

    private static final CanonicalText TEXT =
            new CanonicalText(
                    null,
                    null,
                    WORDS,
                    List.of(),
                    List.of(),
                    List.of(new CanonicalText.PageSpan(1, 0, WORDS.length())));
    private static final Extraction.PageSummary PAGE =
            new Extraction.PageSummary(1, null, 600, 800, 0, 0, WORDS.length(), false, 1, "played");

    @Test
    void textAndPagesAreOutBeforeTheChunksAreCut() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ByteArrayOutputStream out =
                new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        if (toString(StandardCharsets.UTF_8).contains("\"type\":\"page\"")) {
                            seen.countDown();
                        }
                    }
                };
        List<Boolean> early = new ArrayList<>();
        stream(
                listener -> {
                    listener.text(TEXT, List.of(PAGE));
                    try {
                        early.add(seen.await(20, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new FailureException(FailureKind.INTERNAL, "Cutting broke.");
                },
                out);
        assertThat(early).containsExactly(true);
    }

    @Test
    void aFailureAfterTheTextIsTheLastLineAndNothingSaysDone() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream(
                listener -> {
                    listener.text(TEXT, List.of(PAGE));
                    throw new FailureException(FailureKind.INTERNAL, "Cutting broke.");
                },
                out);
        List<JsonNode> lines = lines(out);
        assertThat(lines)
                .extracting(line -> line.at("/type").asText())
                .containsExactly("text", "page", "error");
        assertThat(lines.getFirst().at("/text").asText()).isEqualTo(WORDS);
        assertThat(lines.get(1).at("/end").asInt()).isEqualTo(8);
        assertThat(lines.getLast().at("/status").asInt()).isEqualTo(500);
    }

    private static void stream(
            Function<ExtractionListener, Extraction> work, ByteArrayOutputStream out)
            throws IOException {
        ExtractionOptions options =
                new OptionsParser(Duration.ofSeconds(30), "eng")
                        .parse(Map.of("include", List.of("text,pages")), Set.of());
        ExtractionRequest request =
                new ExtractionRequest(
                        new Intake(Path.of("unused.pdf"), 1, "0".repeat(64), null),
                        options,
                        "test",
                        null);
        StreamedExtraction streamed = new StreamedExtraction(request);
        streamed.start(work);
        new EventStream(request, Representation.NDJSON).write(streamed.next(), streamed, out);
    }

    private static List<JsonNode> lines(ByteArrayOutputStream out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
