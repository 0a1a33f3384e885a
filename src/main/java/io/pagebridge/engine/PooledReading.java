package io.pagebridge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.pagebridge.worker.Part;
import io.pagebridge.worker.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reading whose pages come over a worker's pipe. INVARIANT: page numbers rise, at most the first part is the document,
 * and the totals of {@code done} match what came; a worker that breaks this is killed, not believed.
 */
final class PooledReading implements Reading {
    private static final PropertiesDecoder PROPERTIES = new PropertiesDecoder();
    private static final PageContentDecoder PAGES = new PageContentDecoder();

    private final String engine;
    private final Reply reply;
    private final PropertiesDecoder.Opened opened;
    private int lastNumber;
    private long pages;
    private long pageErrors;
    private long glyphs;
    private boolean truncated;

    private PooledReading(String engine, Reply reply) {
        this.engine = engine;
        this.reply = reply;
        this.opened = first();
    }

    /** Waits for the document part; the reply is closed when that fails. */
    static Reading open(String engine, Reply reply) {
        try {
            return new PooledReading(engine, reply);
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    private PropertiesDecoder.Opened first() {
        Part part = nextPart();
        if (part == null || !part.kind().equals("document")) {
            throw refuse("the first part is not the document", null);
        }
        try {
            return PROPERTIES.decode(part.body());
        } catch (UntrustedContentException e) {
            throw refuse("the document part: " + e.getMessage(), e);
        }
    }

    @Override
    public PageEvent next() {
        Part part = nextPart();
        if (part == null) {
            checkTotals(reply.result());
            return null;
        }
        try {
            PageEvent event =
                    switch (part.kind()) {
                        case "page" -> read(part);
                        case "page-error" -> failed(part);
                        default -> throw new UntrustedContentException("a part of an unknown kind");
                    };
            if (event.number() <= lastNumber || event.number() > opened.properties().pageCount()) {
                throw new UntrustedContentException(
                        "page %d after page %d".formatted(event.number(), lastNumber));
            }
            lastNumber = event.number();
            return event;
        } catch (UntrustedContentException e) {
            throw refuse("part %d: %s".formatted(part.seq(), e.getMessage()), e);
        }
    }

    /** A failure goes into the log with the process it happened in. */
    private Part nextPart() {
        try {
            return reply.next();
        } catch (FailureException failure) {
            Map<String, Object> details = new HashMap<>(failure.details());
            details.putIfAbsent("worker_pid", reply.worker().pid());
            throw new FailureException(failure.kind(), failure.getMessage(), details, failure);
        }
    }

    private PageEvent read(Part part) {
        Page page = PAGES.decode(part.body(), engine);
        pages++;
        glyphs += page.glyphs().count();
        return new PageEvent.PageRead(page);
    }

    private PageEvent failed(Part part) {
        JsonFields json =
                JsonFields.parse(part.body(), 0, part.body().length, ContentLimits.STANDARD);
        pageErrors++;
        return new PageEvent.PageFailed(
                json.integer("number", 1, Integer.MAX_VALUE),
                json.text("code", "page-load-failed"),
                json.text("message", ""));
    }

    private void checkTotals(JsonNode result) {
        boolean match =
                result.path("pages").asLong(-1) == pages
                        && result.path("page_errors").asLong(-1) == pageErrors
                        && result.path("glyphs").asLong(-1) == glyphs;
        if (!match) {
            throw refuse("totals of 'done' do not match what came", null);
        }
        truncated = result.path("truncated").asBoolean();
    }

    private FailureException refuse(String operatorSentence, Throwable cause) {
        reply.distrust(operatorSentence);
        return new FailureException(
                FailureKind.WORKER_CRASHED,
                "The worker that read this document answered nonsense and was replaced.",
                Map.of("worker_exit", "protocol", "worker_pid", reply.worker().pid()),
                cause);
    }

    @Override
    public Properties properties() {
        return opened.properties();
    }

    @Override
    public EngineVersion engine() {
        return opened.engine();
    }

    @Override
    public List<Warning> warnings() {
        return opened.warnings();
    }

    @Override
    public long queuedMillis() {
        return reply.worker().queued().toMillis();
    }

    @Override
    public long workerPid() {
        return reply.worker().pid();
    }

    @Override
    public boolean truncated() {
        return truncated;
    }

    @Override
    public void close() {
        reply.close();
    }
}
