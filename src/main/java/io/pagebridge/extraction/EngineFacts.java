package io.pagebridge.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.engine.pdfbox.PdfBoxCommand;
import io.pagebridge.failure.FailureException;
import io.pagebridge.worker.Call;
import io.pagebridge.worker.Deadline;
import io.pagebridge.worker.Reply;
import io.pagebridge.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the workers' engine is and can: asked of a worker once, then remembered. Safe for any thread. */
public final class EngineFacts {
    private static final String OPERATION = "describe";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * @param version of the engine's library; null when no worker has said it yet
     * @param ocrEngine name and version of what recognises; null likewise
     * @param ocrLanguages that can be recognised; empty when no worker has said it yet
     */
    public record Facts(String engine, String version, String ocrEngine, Set<String> ocrLanguages) {
        public Facts {
            ocrLanguages = Set.copyOf(ocrLanguages);
        }
    }

    /**
     * @param role {@code text}, {@code fallback} or {@code ocr}
     * @param version null when no worker has said it yet
     */
    public record Engine(String name, String version, String role) {}

    private final WorkerPool pool;
    private volatile Facts known;

    EngineFacts(WorkerPool pool) {
        this.pool = pool;
    }

    /** Blocks for the time of one short call the first time; never fails. */
    public Facts facts() {
        Facts facts = known;
        if (facts == null && pool.state().ops().containsKey(OPERATION)) {
            facts = ask();
            known = facts;
        }
        return facts == null ? new Facts(pool.name(), null, null, Set.of()) : facts;
    }

    /** Everything that reads pages: the text of record first. */
    public List<Engine> engines() {
        Facts facts = facts();
        return List.of(
                new Engine(facts.engine(), facts.version(), "text"),
                new Engine("pdfbox", PdfBoxCommand.version(), "fallback"),
                new Engine("tesseract", facts.ocrEngine(), "ocr"));
    }

    /** Null when no worker is free: the next request asks again. */
    private Facts ask() {
        try (Reply reply = pool.call(Call.of(OPERATION), Deadline.in(PATIENCE))) {
            JsonNode result = reply.result();
            Set<String> languages = new TreeSet<>();
            result.path("ocr_languages").forEach(name -> languages.add(name.asText()));
            return new Facts(
                    result.path("engine").asText(pool.name()),
                    result.path("version").asText(null),
                    result.path("ocr_engine").asText(null),
                    languages);
        } catch (FailureException e) {
            return null;
        }
    }
}
