package io.pagebridge.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.pagebridge.failure.FailureException;
import java.time.Duration;

/** Where the function runs. Safe for any thread. */
public interface HookWorkers {
    /**
     * What came back, not yet believed.
     *
     * @param result small: why there are no edits, or nothing
     * @param edits the JSON of the edits, empty when there are none
     */
    record Answer(JsonNode result, byte[] edits) {}

    /**
     * Blocks until the function has answered; may be interrupted.
     *
     * @param body {@code {"document": …, "chunks": […]}}
     * @param requestId for the logs of both sides
     * @throws FailureException when the worker was lost or the time was over
     */
    Answer run(byte[] body, String requestId, Duration patience);
}
