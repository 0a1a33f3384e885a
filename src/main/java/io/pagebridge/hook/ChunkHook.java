package io.pagebridge.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkingOptions;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.List;

/** Has the function run over one document's chunks and makes what it may of the answer. Safe for any thread. */
public final class ChunkHook {
    private static final System.Logger LOG = System.getLogger("io.pagebridge.hook");

    private final HookWorkers workers;
    private final Duration deadline;
    private final boolean required;

    /**
     * @param deadline for one document, waiting for a worker included
     * @param required whether a document fails with its hook
     */
    public ChunkHook(HookWorkers workers, Duration deadline, boolean required) {
        this.workers = workers;
        this.deadline = deadline;
        this.required = required;
    }

    /** Whether a document fails with its hook; else it goes on as it was, with a warning. */
    public boolean required() {
        return required;
    }

    /**
     * Blocks until the hook is done; may be interrupted.
     *
     * @param left of the document's own time
     * @throws FailureException with a sentence for the caller, without anything of the document
     */
    public Hooked apply(
            HookedDocument document,
            List<Chunk> chunks,
            ChunkingOptions options,
            String requestId,
            Duration left) {
        if (chunks.isEmpty()) {
            return Hooked.untouched(document.content(), document.text(), chunks);
        }
        Duration patience = left.compareTo(deadline) < 0 ? left : deadline;
        HookWorkers.Answer answer;
        try {
            answer = workers.run(HookBody.of(document, chunks), requestId, patience);
        } catch (FailureException failure) {
            throw new FailureException(
                    failure.kind(), sentence(failure.kind()), failure.details(), failure);
        }
        try {
            refuseFailed(answer.result());
            return new Edits(options.tokenizer().counter(), options.maxTokens())
                    .apply(
                            document.content(),
                            document.text(),
                            chunks,
                            HookAnswer.read(answer.edits(), chunks));
        } catch (HookAnswer.RefusedException refused) {
            String why = "The chunk hook did what it may not: " + refused.getMessage() + ".";
            LOG.log(System.Logger.Level.WARNING, "request_id={0} {1}", requestId, why);
            throw new FailureException(FailureKind.INTERNAL, why);
        }
    }

    private static void refuseFailed(JsonNode result) throws HookAnswer.RefusedException {
        if (result.hasNonNull("refused")) {
            throw new HookAnswer.RefusedException(result.path("refused").asText());
        }
        if (result.hasNonNull("failed")) {
            throw new FailureException(FailureKind.INTERNAL, sentence(FailureKind.INTERNAL));
        }
    }

    private static String sentence(FailureKind kind) {
        return switch (kind) {
            case DEADLINE_EXCEEDED -> "The chunk hook took too long and was stopped.";
            case OUT_OF_MEMORY -> "The chunk hook needs more memory than it may use.";
            case WORKER_CRASHED -> "The worker process was lost while the chunk hook ran.";
            case CANCELLED -> "The caller left.";
            case DRAINING -> "The service is shutting down.";
            case QUEUE_FULL, NOT_READY, CIRCUIT_OPEN -> "No worker was free for the chunk hook.";
            default -> "The chunk hook failed; the service's log says more.";
        };
    }
}
