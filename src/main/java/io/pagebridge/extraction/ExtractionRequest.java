package io.pagebridge.extraction;

/**
 * One document to extract.
 *
 * @param requestId the id under which it is logged here and in the worker
 * @param traceParent the caller's W3C trace context for the engine, or null
 */
public record ExtractionRequest(
        Intake intake, ExtractionOptions options, String requestId, String traceParent) {}
