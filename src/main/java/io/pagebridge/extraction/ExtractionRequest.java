package io.pagebridge.extraction;

/**
 * One document to extract.
 *
 * @param requestId the id under which it is logged here and in the worker
 */
public record ExtractionRequest(Intake intake, ExtractionOptions options, String requestId) {}
