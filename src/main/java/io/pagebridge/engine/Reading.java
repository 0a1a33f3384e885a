package io.pagebridge.engine;

import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import java.util.List;

/**
 * One document being read. Used by one thread, except {@link #close()}, which any thread may call to cancel; closing
 * twice, or after the end, is harmless.
 */
public interface Reading extends AutoCloseable {
    /** The document as a whole. */
    Properties properties();

    EngineVersion engine();

    /** What the engine says about the document as a whole. */
    List<Warning> warnings();

    /** Milliseconds the request waited for a worker. */
    long queuedMillis();

    /** Process id of the worker. */
    long workerPid();

    /**
     * The next page, in ascending order, or null after the last. Blocks.
     *
     * @throws io.pagebridge.failure.FailureException when the worker is lost, breaks the format, or the deadline passes
     */
    PageEvent next();

    /** After the last page: whether the worker stopped before the last chosen page (deadline, limits). */
    boolean truncated();

    /** Ends the reading; before the last page that cancels it and frees the worker. */
    @Override
    void close();
}
