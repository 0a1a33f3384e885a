package io.pagebridge.extraction;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.failure.FailureException;
import io.pagebridge.hook.ChunkHook;
import io.pagebridge.hook.Hooked;
import io.pagebridge.hook.HookedDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operator's hook as a step of the extraction, if there is one. Thread-safe. */
public final class HookStep {
    public static final HookStep NONE = new HookStep(Optional.empty());

    private final Optional<ChunkHook> hook;

    HookStep(Optional<ChunkHook> hook) {
        this.hook = hook;
    }

    /** Whether chunks are needed even when nobody asked for them: what the hook covers it covers in every form. */
    boolean present() {
        return hook.isPresent();
    }

    /**
     * @param warnings gets one when the hook failed and may
     * @throws FailureException when the hook failed and must not
     */
    Hooked run(
            ExtractionRequest request,
            Properties properties,
            Content content,
            CanonicalText text,
            List<Chunk> chunks,
            long start,
            Cancellation cancellation,
            List<Warning> warnings) {
        if (hook.isEmpty()) {
            return Hooked.untouched(content, text, chunks);
        }
        Intake intake = request.intake();
        ExtractionOptions options = request.options();
        HookedDocument document =
                new HookedDocument(
                        intake.documentId(options.sourceId()),
                        intake.sha256(),
                        options.sourceId(),
                        intake.filename(),
                        intake.bytes(),
                        properties,
                        content,
                        text);
        Duration left = options.timeout().minusNanos(System.nanoTime() - start);
        cancellation.waiting();
        try {
            return hook.get()
                    .apply(
                            document,
                            chunks,
                            options.chunking(),
                            request.requestId(),
                            left.isNegative() ? Duration.ZERO : left);
        } catch (FailureException failure) {
            if (hook.get().required() || cancellation.cancelled()) {
                throw failure;
            }
            warnings.add(new Warning("chunk-hook-failed", null, failure.getMessage()));
            return Hooked.untouched(content, text, chunks);
        } finally {
            cancellation.done();
        }
    }
}
