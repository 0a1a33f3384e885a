package io.pagebridge.api;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Properties;
import io.pagebridge.extraction.Extraction;
import io.pagebridge.extraction.ExtractionListener;
import io.pagebridge.extraction.ExtractionRequest;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.List;
import java.util.function.Function;

/**
 * An extraction that runs on a virtual thread of its own and is watched by the thread that writes the answer. Only the
 * newest progress is kept: the extracting thread never waits for a slow reader.
 */
final class StreamedExtraction implements ExtractionListener {
    /** What the writing thread hears. */
    sealed interface Event {}

    record Opened(Properties properties) implements Event {}

    record Progress(int done, int of) implements Event {}

    /** Text and pages; chunks are still being cut. */
    record Written(CanonicalText text, List<Extraction.PageSummary> pages) implements Event {}

    record Finished(Extraction extraction) implements Event {}

    record Failed(RuntimeException failure) implements Event {}

    private final String name;
    private Opened opened;
    private Progress progress;
    private Written written;
    private Event end;

    StreamedExtraction(ExtractionRequest request) {
        this.name = "extract-" + request.requestId();
    }

    void start(Function<ExtractionListener, Extraction> work) {
        Thread.ofVirtual().name(name).start(() -> run(work));
    }

    private void run(Function<ExtractionListener, Extraction> work) {
        Event last;
        try {
            last = new Finished(work.apply(this));
        } catch (RuntimeException failure) {
            last = new Failed(failure);
        } catch (Error defect) {
            end(internal());
            throw defect;
        }
        end(last);
    }

    private static Failed internal() {
        return new Failed(
                new FailureException(
                        FailureKind.INTERNAL, "The service failed; its log says more."));
    }

    private synchronized void end(Event last) {
        end = last;
        notifyAll();
    }

    @Override
    public synchronized void opened(Properties properties) {
        opened = new Opened(properties);
        notifyAll();
    }

    @Override
    public synchronized void page(int done, int of) {
        progress = new Progress(done, of);
        notifyAll();
    }

    @Override
    public synchronized void text(CanonicalText text, List<Extraction.PageSummary> pages) {
        written = new Written(text, pages);
        notifyAll();
    }

    /** Blocks until there is something new: opened first, then progress, then the text, at last the end. */
    synchronized Event next() {
        try {
            while (opened == null && progress == null && written == null && end == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed(new FailureException(FailureKind.CANCELLED, "The caller left."));
        }
        if (opened != null) {
            Event event = opened;
            opened = null;
            return event;
        }
        if (progress != null) {
            Event event = progress;
            progress = null;
            return event;
        }
        if (written != null) {
            Event event = written;
            written = null;
            return event;
        }
        return end;
    }
}
