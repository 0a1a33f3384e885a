package io.pagebridge.extraction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pagebridge.document.Warning;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One line in the log and one count in the metrics for each document, whatever became of it. */
public final class ExtractionJournal {
    private static final Logger LOG = Logger.getLogger("io.pagebridge.extraction");
    private static final String OUTCOME_OK = "ok";

    /** From a page to a book: where percentiles are told apart; a series each. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry meters;
    private final Counter pages;
    private final Counter glyphsLost;
    private final Timer answered;

    public ExtractionJournal(MeterRegistry meters) {
        this.meters = meters;
        this.pages = meters.counter("pagebridge.extract.pages");
        this.glyphsLost = meters.counter("pagebridge.extract.glyphs.lost");
        this.answered =
                Timer.builder("pagebridge.extract")
                        .tag("outcome", OUTCOME_OK)
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters);
        for (FailureKind kind : FailureKind.values()) {
            timer(kind.code());
        }
    }

    void succeeded(ExtractionRequest request, Extraction extraction) {
        Extraction.Timings timings = extraction.timings();
        answered.record(Duration.ofMillis(timings.total()));
        pages.increment(extraction.pages().size());
        if (extraction.content().warnings().stream().anyMatch(ExtractionJournal::isGlyphsLost)) {
            glyphsLost.increment();
            LOG.warnf(
                    "document with glyphs in no element or in two: request=%s",
                    request.requestId());
        }
        LOG.infof(
                "document extracted: request=%s outcome=ok pages=%d elements=%d chunks=%d engine=%s"
                        + " verdict=%s truncated=%b queued_ms=%d worker_ms=%d total_ms=%d worker=%d",
                request.requestId(),
                extraction.pages().size(),
                extraction.content().elements().size(),
                extraction.chunks().size(),
                extraction.engine().name(),
                extraction.engine().verification().verdict(),
                extraction.truncated(),
                timings.queued(),
                timings.worker(),
                timings.total(),
                timings.workerPid());
    }

    void failed(ExtractionRequest request, FailureException failure, long nanos) {
        timer(failure.kind().code()).record(Duration.ofNanos(nanos));
        LOG.infof(
                "document failed: request=%s outcome=%s status=%d worker_exit=%s total_ms=%d worker=%s",
                request.requestId(),
                failure.kind().code(),
                failure.kind().status(),
                failure.details().getOrDefault("worker_exit", "-"),
                nanos / 1_000_000,
                failure.details().getOrDefault("worker_pid", "-"));
    }

    /** A defect of ours: the only case with a stack in the log. */
    void broke(ExtractionRequest request, Throwable defect, long nanos) {
        timer(FailureKind.INTERNAL.code()).record(Duration.ofNanos(nanos));
        LOG.errorf(
                defect,
                "document failed: request=%s outcome=internal total_ms=%d",
                request.requestId(),
                nanos / 1_000_000);
    }

    private static boolean isGlyphsLost(Warning warning) {
        return warning.code().equals("glyphs-lost");
    }

    private Timer timer(String outcome) {
        return meters.timer("pagebridge.extract", "outcome", outcome);
    }
}
