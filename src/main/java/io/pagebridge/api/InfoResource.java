package io.pagebridge.api;

import io.pagebridge.chunking.Tokenizer;
import io.pagebridge.document.OffsetUnit;
import io.pagebridge.extraction.EngineFacts;
import io.pagebridge.extraction.ExtractionLimits;
import io.pagebridge.extraction.ExtractionService;
import io.pagebridge.extraction.OptionsParser;
import io.pagebridge.worker.WorkerPool;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /v1/info}: what this service is, can and allows. */
@Path("/v1/info")
class InfoResource {
    private final String version;
    private final EngineFacts engine;
    private final ExtractionLimits limits;
    private final OptionsParser options;
    private final ApiConfig config;
    private final WorkerPool pool;

    InfoResource(
            @ConfigProperty(name = "quarkus.application.version") String version,
            EngineFacts engine,
            ExtractionLimits limits,
            OptionsParser options,
            ApiConfig config,
            WorkerPool pool) {
        this.version = version;
        this.engine = engine;
        this.limits = limits;
        this.options = options;
        this.config = config;
        this.pool = pool;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Map<String, Object> info() {
        EngineFacts.Facts facts = engine.facts();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", "pagebridge");
        info.put("version", version);
        info.put("pipeline", ExtractionService.PIPELINE);
        info.put("engines", engine.engines());
        info.put("limits", limits());
        info.put("ocr_languages", new TreeSet<>(facts.ocrLanguages()));
        info.put("tokenizers", Arrays.stream(Tokenizer.values()).map(Tokenizer::id).toList());
        info.put("offset_units", Arrays.stream(OffsetUnit.values()).map(OffsetUnit::id).toList());
        info.put("sandbox", pool.state().sandbox());
        return info;
    }

    private Map<String, Object> limits() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("body_bytes", config.maxBodySize().asLongValue());
        told.put("pages", limits.pages());
        told.put("glyphs", limits.glyphs());
        told.put("text_size", limits.text());
        told.put("timeout_seconds", options.longestTimeout().toSeconds());
        told.put("requests", config.maxRequests());
        told.put("workers", pool.settings().size());
        told.put("queue", pool.settings().queue());
        return told;
    }
}
